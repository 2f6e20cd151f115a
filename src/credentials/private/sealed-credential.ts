import { KeyObject, X509Certificate } from 'node:crypto';
import { Construct } from 'constructs';
import { SealedSecret } from '../../../imports/sealedsecrets/sealed-secret';
import { misuse } from '../../kernel/errors';
import { BoundCredential } from '../bound-credential';
import { CertificateStore } from '../certificate-store';
import { CredentialBindOptions, IBoundCredential, ICredential } from '../credential-interface';
import { SealedCredentialProps } from '../sealed-credential-props';
import { SealingScope } from '../sealing-scope';
import { checkValidity, readCertificates } from './certificate';
import { claim } from './claims';
import { Clock, systemClock } from './clock';
import { checkSecret, clientCaOf, dataOf, SecretPlan } from './made-secret';
import { seal } from './seal';
import { obtainSealed, SealedData } from './sealed-store';

const AT = 'Credential.sealed';

/** A source that knows what its Secret is to hold, before it makes one. */
export interface PlannedCredential extends ICredential {
  /** What the Secret is to be; throws for what `bind` throws before it makes anything. */
  plan(scope: Construct, options: CredentialBindOptions): SecretPlan;
}

/** A credential whose Secret the Sealed Secrets controller makes, from texts that only it can read. */
export class SealedCredential implements ICredential {
  private readonly source: PlannedCredential;
  private readonly certificate: X509Certificate;
  private readonly scope: SealingScope;
  private readonly store: CertificateStore | undefined;

  constructor(source: ICredential, props: SealedCredentialProps, clock: Clock = systemClock) {
    if (!isPlanned(source)) {
      throw misuse({
        at: AT,
        rule: 'only a credential whose key is known here can be sealed',
        received: 'a credential that something else fills, or that is bound already',
        fix: 'seal Credential.fromFiles(), fromPem(), fromPkcs12(), selfSigned() or localCa()',
      });
    }
    this.source = source;
    this.certificate = readController(props.controllerCertificate, clock());
    this.scope = props.scope ?? SealingScope.STRICT;
    this.store = props.store;
  }

  public bind(scope: Construct, options: CredentialBindOptions): IBoundCredential {
    const plan = this.source.plan(scope, options);
    checkSecret(scope, options, plan);
    const { name, namespace } = plan.target;
    const apiObject = new SealedSecret(scope, options.id ?? 'Credential', {
      metadata: { name, namespace, annotations: this.annotations() },
      spec: {
        encryptedData: this.seal(plan),
        template: { metadata: { name, namespace, annotations: this.annotations() }, type: plan.form },
      },
    });
    claim(apiObject, namespace, name);
    return new BoundCredential({
      credentialName: name,
      namespace,
      apiObject,
      dnsNames: [...plan.material.dnsNames],
      clientCa: clientCaOf(plan.material),
    });
  }

  private seal({ target, form, material }: SecretPlan): SealedData {
    const data = dataOf(form, material);
    const label = labelOf(this.scope, target.namespace, target.name);
    const request = {
      ...target,
      parts: [this.certificate.fingerprint256, this.scope, label, JSON.stringify(data)],
      secret: material.privateKey,
    };
    return obtainSealed(this.store ?? CertificateStore._standard(), request, () => {
      const controller: KeyObject = this.certificate.publicKey;
      const entries = Object.entries(data);
      return Object.fromEntries(
        entries.map(([key, value]) => [key, seal(Buffer.from(value, 'base64'), controller, label)]),
      );
    });
  }

  /** What tells the controller the scope; a strict one is told by nothing. */
  private annotations(): { [annotation: string]: string } | undefined {
    return this.scope === SealingScope.STRICT ? undefined : { [`sealedsecrets.bitnami.com/${this.scope}`]: 'true' };
  }
}

function isPlanned(source: ICredential): source is PlannedCredential {
  return 'plan' in source && typeof source.plan === 'function';
}

function labelOf(scope: SealingScope, namespace: string, name: string): string {
  switch (scope) {
    case SealingScope.STRICT:
      return `${namespace}/${name}`;
    case SealingScope.NAMESPACE_WIDE:
      return namespace;
    case SealingScope.CLUSTER_WIDE:
      return '';
  }
}

function readController(text: string, now: Date): X509Certificate {
  const place = { text, name: 'controllerCertificate', at: AT };
  const [certificate] = readCertificates(place);
  checkValidity([certificate], place, now);
  if (certificate.publicKey.asymmetricKeyType !== 'rsa') {
    throw misuse({
      at: AT,
      rule: 'the certificate of a Sealed Secrets controller has an RSA key',
      received: `a key of type ${String(certificate.publicKey.asymmetricKeyType)}`,
      fix: 'give what `kubeseal --fetch-cert` prints',
    });
  }
  return certificate;
}
