import { resolve } from 'node:path';
import { misuse } from '../kernel/errors';

const STANDARD_FOLDER = '.cdk8s-istio/certificates';
const FOLDER_VARIABLE = 'CDK8S_ISTIO_CERTIFICATES';
const ACCESS_VARIABLE = 'CDK8S_ISTIO_CERTIFICATES_ACCESS';

/** What may be done with a store. */
enum StoreAccess {
  READ_WRITE = 'read-write',
  READ_ONLY = 'read-only',
}

/**
 * Where keys and certificates that are made here stay from one synth to the next.
 *
 * A store belongs to one person on one machine: it refuses files that others can read. Git passes it over by the `.gitignore`
 * that is written into it. A pipeline that makes certificates has to keep the folder from run to run, or makes new ones each time;
 * one that must never make any uses a store that is only read.
 */
export class CertificateStore {
  /**
   * A store in a folder, which is made when first needed (mode 0700, files 0600). A relative path starts at the working directory.
   *
   * @throws if the path is empty.
   */
  public static directory(path: string): CertificateStore {
    return new CertificateStore(pathOf(path, 'CertificateStore.directory'), StoreAccess.READ_WRITE);
  }

  /**
   * A store in a folder where nothing is made, renewed or written, such as one that a pipeline has restored. A certificate that is due for
   * renewal is used as long as it is valid.
   *
   * @throws if the path is empty; when a credential is bound, if the folder has no certificate for it, or one that has expired.
   */
  public static readOnly(path: string): CertificateStore {
    return new CertificateStore(pathOf(path, 'CertificateStore.readOnly'), StoreAccess.READ_ONLY);
  }

  /** The store that is used when none is given. @internal */
  public static _standard(): CertificateStore {
    const chosen = variable(FOLDER_VARIABLE);
    const access = variable(ACCESS_VARIABLE) ?? StoreAccess.READ_WRITE;
    const known = Object.values(StoreAccess).find((each) => each === (access as StoreAccess));
    if (known === undefined) {
      throw misuse({
        at: ACCESS_VARIABLE,
        rule: 'a certificate store is read and written, or only read',
        received: access,
        fix: `set it to '${StoreAccess.READ_WRITE}' or '${StoreAccess.READ_ONLY}', or to nothing`,
      });
    }
    return new CertificateStore(pathOf(chosen ?? STANDARD_FOLDER, FOLDER_VARIABLE), known, chosen === undefined);
  }

  private constructor(
    /** The absolute path of the folder. */
    public readonly path: string,
    private readonly access: StoreAccess,
    private readonly isUnchosen = false,
  ) {}

  /** Whether nothing is written to it. @internal */
  public get _isReadOnly(): boolean {
    return this.access === StoreAccess.READ_ONLY;
  }

  /** Whether nobody said where it is, on a machine that is likely to forget it. @internal */
  public get _isFleeting(): boolean {
    return this.isUnchosen && !['false', '0'].includes(variable('CI') ?? '0');
  }
}

function pathOf(path: string, at: string): string {
  if (typeof path !== 'string' || path === '') {
    throw misuse({
      at,
      rule: 'a store needs the path of a folder',
      received: path,
      fix: `give a path such as '${STANDARD_FOLDER}'`,
    });
  }
  return resolve(path);
}

/** An environment variable; an empty one counts as unset, as in a shell. */
function variable(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}
