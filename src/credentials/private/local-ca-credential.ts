import { Construct } from 'constructs';
import { CredentialBindOptions, IBoundCredential, ICredential } from '../credential-interface';
import { LocalCaCredentialProps } from '../local-ca-props';
import { Authority } from './authority';
import { bindTarget } from './bind-target';
import { CertificateOptions, certificateOptions } from './certificate-options';
import { checkUnclaimed } from './claims';
import { commonNameOf, dnsNamesFor } from './dns-names';
import { makeSecret, SecretPlan } from './made-secret';

const AT = 'Credential.localCa';

/** A server's certificate that a local CA signs. */
export class LocalCaCredential implements ICredential {
  private readonly certificate: CertificateOptions;
  private readonly renewBefore: number;

  constructor(
    private readonly authority: Authority,
    props: LocalCaCredentialProps,
  ) {
    this.certificate = certificateOptions(props, 397, AT, authority.clock());
    authority.checkPermitted(this.certificate.dnsNames ?? [], AT);
    this.renewBefore = authority.renewalOf(props.renewBefore, this.certificate.validFor, AT);
  }

  public bind(scope: Construct, options: CredentialBindOptions): IBoundCredential {
    return makeSecret(scope, options, this.plan(scope, options));
  }

  public plan(scope: Construct, options: CredentialBindOptions): SecretPlan {
    const { name, form, keySize, validFor, certificateAuthority = this.authority.certificate } = this.certificate;
    const target = bindTarget(scope, options, name);
    // Before anything is written to the store.
    checkUnclaimed(scope, target.namespace, target.name);
    const dnsNames = dnsNamesFor(scope, this.certificate.dnsNames, options.hosts);
    const pair = this.authority.issue({
      at: scope.node.path,
      ...target,
      commonName: commonNameOf(dnsNames, target.name),
      dnsNames,
      uris: [],
      usage: 'serverAuth',
      keySize,
      validFor,
      renewBefore: this.renewBefore,
    });
    return { target, form, material: { ...pair, certificateAuthority, dnsNames } };
  }
}
