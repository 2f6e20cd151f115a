import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { CertificateStore } from '../certificate-store';
import { CredentialBindOptions, IBoundCredential, ICredential } from '../credential-interface';
import { SelfSignedCredentialProps } from '../credential-props';
import { RsaKeySize } from '../rsa-key-size';
import { SecretForm } from '../secret-form';
import { bindTarget, checkClientCa } from './bind-target';
import { checkRenewBefore, checkValidFor, freshFields } from './certificate-times';
import { checkUnclaimed } from './claims';
import { Clock, systemClock } from './clock';
import { checkCredentialName } from './credential-name';
import { checkDnsNames, commonNameOf, dnsNamesFor } from './dns-names';
import { readCertificateAuthority } from './key-pair';
import { clientCaOf, makeSecret, SecretPlan } from './made-secret';
import { CertificateRequest, obtain } from './store';
import type { PemPair, SelfSignedRequest } from './x509';

const AT = 'Credential.selfSigned';

/** What tests replace: the time, and what makes a key and certificate. */
export interface SelfSignedTools {
  readonly clock: Clock;
  readonly make: (request: SelfSignedRequest) => PemPair;
}

/** A certificate that is made here, signed by its own key and kept in a store. */
export class SelfSignedCredential implements ICredential {
  private readonly name: string | undefined;
  private readonly form: SecretForm;
  private readonly dnsNames: readonly string[] | undefined;
  private readonly keySize: RsaKeySize;
  private readonly validFor: number;
  private readonly renewBefore: number;
  private readonly certificateAuthority: string | undefined;
  private readonly store: CertificateStore | undefined;

  constructor(
    props: SelfSignedCredentialProps,
    private readonly tools: SelfSignedTools = { clock: systemClock, make },
  ) {
    this.name = props.name === undefined ? undefined : checkCredentialName(props.name, 'the name of a credential', AT);
    this.form = props.form ?? SecretForm.TLS;
    this.dnsNames = props.dnsNames && checkDnsNames(props.dnsNames, AT);
    this.keySize = props.keySize ?? RsaKeySize.BITS_2048;
    this.validFor = checkValidFor(props.validFor ?? Duration.days(365), AT);
    this.renewBefore = checkRenewBefore(props.renewBefore, this.validFor, AT);
    this.store = props.store;
    this.certificateAuthority = readCertificateAuthority(props.certificateAuthority, AT, tools.clock());
  }

  public bind(scope: Construct, options: CredentialBindOptions): IBoundCredential {
    return makeSecret(scope, options, this.plan(scope, options));
  }

  public plan(scope: Construct, options: CredentialBindOptions): SecretPlan {
    const target = bindTarget(scope, options, this.name);
    // Before anything is written to the store.
    checkUnclaimed(scope, target.namespace, target.name);
    checkClientCa(scope, options, clientCaOf({ certificateAuthority: this.certificateAuthority }));
    const dnsNames = dnsNamesFor(scope, this.dnsNames, options.hosts);
    const now = this.tools.clock();
    const request: CertificateRequest = {
      ...target,
      dnsNames,
      keySize: this.keySize,
      validFor: this.validFor,
    };
    const pair = obtain(this.store ?? CertificateStore._standard(), request, {
      now,
      renewBefore: this.renewBefore,
      make: () => this.make(request, now),
    });
    const material = { ...pair, certificateAuthority: this.certificateAuthority, dnsNames };
    return { target, form: this.form, material };
  }

  private make(request: CertificateRequest, now: Date): PemPair {
    const { dnsNames, name, keySize, validFor } = request;
    return this.tools.make({
      commonName: commonNameOf(dnsNames, name),
      dnsNames,
      keySize,
      ...freshFields(now, validFor),
    });
  }
}

/** node-forge is loaded here: only a certificate that is not in the store yet needs it. */
function make(request: SelfSignedRequest): PemPair {
  const { makeSelfSigned } = require('./x509') as typeof import('./x509');
  return makeSelfSigned(request);
}
