import { resolve } from 'node:path';
import { misuse } from '../kernel/errors';

const STANDARD_FOLDER = '.cdk8s-istio/certificates';
const FOLDER_VARIABLE = 'CDK8S_ISTIO_CERTIFICATES';

/**
 * Where keys and certificates that are made here stay from one synth to the next.
 *
 * A store belongs to one person on one machine: it refuses files that others can read. Git passes it over by the `.gitignore`
 * that is written into it. A pipeline that makes certificates has to keep the folder from run to run, or makes new ones each time.
 */
export class CertificateStore {
  /**
   * A store in a folder, which is made when first needed (mode 0700, files 0600). A relative path starts at the working directory.
   *
   * @throws if the path is empty.
   */
  public static directory(path: string): CertificateStore {
    if (typeof path !== 'string' || path === '') {
      throw misuse({
        at: 'CertificateStore.directory',
        rule: 'a store needs the path of a folder',
        received: path,
        fix: `give a path such as '${STANDARD_FOLDER}'`,
      });
    }
    return new CertificateStore(resolve(path));
  }

  /** The store that is used when none is given. @internal */
  public static _standard(): CertificateStore {
    // An empty variable counts as unset, as in a shell.
    const chosen = process.env[FOLDER_VARIABLE];
    return CertificateStore.directory(chosen === undefined || chosen === '' ? STANDARD_FOLDER : chosen);
  }

  private constructor(
    /** The absolute path of the folder. */
    public readonly path: string,
  ) {}
}
