import { Construct } from 'constructs';
import { misuse } from '../../kernel/errors';
import { CredentialBindOptions, IBoundCredential, ICredential } from '../credential-interface';
import { CredentialSecretProps, FileCredentialProps, PemCredentialProps } from '../credential-props';
import { Pkcs12CredentialProps } from '../pkcs12-credential-props';
import { SecretForm } from '../secret-form';
import { bindTarget } from './bind-target';
import { Clock, systemClock } from './clock';
import { checkCredentialName } from './credential-name';
import { KeyPairSources, readMaterial } from './key-pair';
import { makeSecret, SecretPlan } from './made-secret';
import { CredentialMaterial } from './material';
import { fileSource } from './pem-file';
import { pkcs12Sources } from './pkcs12-file';

/** A certificate and key that the user has. */
export class PemCredential implements ICredential {
  public static ofTexts(props: PemCredentialProps, clock: Clock = systemClock): PemCredential {
    const at = 'Credential.fromPem';
    refuse(props, ['certificateFile', 'privateKeyFile', 'certificateAuthorityFile', 'revocationListFile'], at);
    const { certificate, privateKey, certificateAuthority: ca, revocationList: list } = props;
    return new PemCredential(props, at, clock, {
      certificate: { text: certificate, name: 'certificate', at },
      privateKey: { text: privateKey, name: 'privateKey', at },
      certificateAuthority: ca === undefined ? undefined : { text: ca, name: 'certificateAuthority', at },
      revocationList: list === undefined ? undefined : { text: list, name: 'revocationList', at },
    });
  }

  public static ofFiles(props: FileCredentialProps, clock: Clock = systemClock): PemCredential {
    const at = 'Credential.fromFiles';
    refuse(props, ['certificate', 'privateKey', 'certificateAuthority', 'revocationList'], at);
    const { certificateFile, privateKeyFile, certificateAuthorityFile: caFile, revocationListFile: listFile } = props;
    return new PemCredential(props, at, clock, {
      certificate: fileSource(certificateFile, 'certificateFile', at),
      privateKey: fileSource(privateKeyFile, 'privateKeyFile', at),
      certificateAuthority: caFile === undefined ? undefined : fileSource(caFile, 'certificateAuthorityFile', at),
      revocationList: listFile === undefined ? undefined : fileSource(listFile, 'revocationListFile', at),
    });
  }

  public static ofPkcs12(props: Pkcs12CredentialProps, clock: Clock = systemClock): PemCredential {
    const at = 'Credential.fromPkcs12';
    const { path, password, certificateAuthorityFile: caFile, revocationListFile: listFile } = props;
    return new PemCredential(props, at, clock, {
      ...pkcs12Sources(path, password, at),
      certificateAuthority: caFile === undefined ? undefined : fileSource(caFile, 'certificateAuthorityFile', at),
      revocationList: listFile === undefined ? undefined : fileSource(listFile, 'revocationListFile', at),
    });
  }

  private readonly name: string | undefined;
  private readonly form: SecretForm;

  // Hidden from console.log() and JSON.stringify(), which people do to objects.
  readonly #material: CredentialMaterial;

  private constructor(props: CredentialSecretProps, at: string, clock: Clock, sources: KeyPairSources) {
    this.name = props.name === undefined ? undefined : checkCredentialName(props.name, 'the name of a credential', at);
    this.form = props.form ?? SecretForm.TLS;
    checkHasAuthority(sources, at);
    this.#material = readMaterial(sources, clock());
  }

  public bind(scope: Construct, options: CredentialBindOptions): IBoundCredential {
    return makeSecret(scope, options, this.plan(scope, options));
  }

  public plan(scope: Construct, options: CredentialBindOptions): SecretPlan {
    return { target: bindTarget(scope, options, this.name), form: this.form, material: this.#material };
  }
}

/** Throws if the props also say it in the other form: which of the two holds would be a guess. */
function refuse(props: object, others: readonly string[], at: string): void {
  const other = others.find((name) => (props as { [name: string]: unknown })[name] !== undefined);
  if (other !== undefined) {
    throw misuse({
      at,
      rule: 'a certificate and its key are given either as texts or as files',
      received: other,
      fix: 'give texts to Credential.fromPem() and paths to Credential.fromFiles()',
    });
  }
}

/** Throws for revocation lists without the CA that they are from: Istio reads them beside it alone. */
function checkHasAuthority({ certificateAuthority, revocationList }: KeyPairSources, at: string): void {
  if (revocationList !== undefined && certificateAuthority === undefined) {
    throw misuse({
      at,
      rule: 'a revocation list is for client certificates, which need the CA that signs them',
      received: `${revocationList.name} without a CA`,
      fix: 'give the CA as well, as certificateAuthority or certificateAuthorityFile, or leave the list out',
    });
  }
}
