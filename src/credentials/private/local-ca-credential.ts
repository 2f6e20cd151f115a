import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { CredentialBindOptions, IBoundCredential, ICredential } from '../credential-interface';
import { LocalCaCredentialProps } from '../local-ca-props';
import { RsaKeySize } from '../rsa-key-size';
import { SecretForm } from '../secret-form';
import { Authority } from './authority';
import { bindTarget } from './bind-target';
import { checkValidFor } from './certificate-times';
import { checkUnclaimed } from './claims';
import { checkCredentialName } from './credential-name';
import { checkDnsNames, commonNameOf, dnsNamesFor } from './dns-names';
import { readCertificateAuthority } from './key-pair';
import { makeSecret, SecretPlan } from './made-secret';

const AT = 'Credential.localCa';

/** A server's certificate that a local CA signs. */
export class LocalCaCredential implements ICredential {
  private readonly name: string | undefined;
  private readonly form: SecretForm;
  private readonly dnsNames: readonly string[] | undefined;
  private readonly keySize: RsaKeySize;
  private readonly validFor: number;
  private readonly renewBefore: number;
  private readonly certificateAuthority: string | undefined;

  constructor(
    private readonly authority: Authority,
    props: LocalCaCredentialProps,
  ) {
    this.name = props.name === undefined ? undefined : checkCredentialName(props.name, 'the name of a credential', AT);
    this.form = props.form ?? SecretForm.TLS;
    this.dnsNames = props.dnsNames && checkDnsNames(props.dnsNames, AT);
    authority.checkPermitted(this.dnsNames ?? [], AT);
    this.keySize = props.keySize ?? RsaKeySize.BITS_2048;
    this.validFor = checkValidFor(props.validFor ?? Duration.days(397), AT);
    this.renewBefore = authority.renewalOf(props.renewBefore, this.validFor, AT);
    this.certificateAuthority = readCertificateAuthority(props.certificateAuthority, AT, authority.clock());
  }

  public bind(scope: Construct, options: CredentialBindOptions): IBoundCredential {
    return makeSecret(scope, options, this.plan(scope, options));
  }

  public plan(scope: Construct, options: CredentialBindOptions): SecretPlan {
    const target = bindTarget(scope, options, this.name);
    // Before anything is written to the store.
    checkUnclaimed(scope, target.namespace, target.name);
    const dnsNames = dnsNamesFor(scope, this.dnsNames, options.hosts);
    const pair = this.authority.issue({
      at: scope.node.path,
      ...target,
      commonName: commonNameOf(dnsNames, target.name),
      dnsNames,
      uris: [],
      usage: 'serverAuth',
      keySize: this.keySize,
      validFor: this.validFor,
      renewBefore: this.renewBefore,
    });
    const certificateAuthority = this.certificateAuthority ?? this.authority.certificate;
    return { target, form: this.form, material: { ...pair, certificateAuthority, dnsNames } };
  }
}
