import { Construct } from 'constructs';
import { CertificateStore } from '../certificate-store';
import { CredentialBindOptions, IBoundCredential, ICredential } from '../credential-interface';
import { SelfSignedCredentialProps } from '../credential-props';
import { bindTarget, checkClientCa } from './bind-target';
import { checkRenewBefore, freshFields } from './certificate-times';
import { CertificateOptions, certificateOptions } from './certificate-options';
import { checkUnclaimed } from './claims';
import { Clock, systemClock } from './clock';
import { commonNameOf, dnsNamesFor } from './dns-names';
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
  private readonly certificate: CertificateOptions;
  private readonly renewBefore: number;
  private readonly store: CertificateStore | undefined;

  constructor(
    props: SelfSignedCredentialProps,
    private readonly tools: SelfSignedTools = { clock: systemClock, make },
  ) {
    this.certificate = certificateOptions(props, 365, AT, tools.clock());
    this.renewBefore = checkRenewBefore(props.renewBefore, this.certificate.validFor, AT);
    this.store = props.store;
  }

  public bind(scope: Construct, options: CredentialBindOptions): IBoundCredential {
    return makeSecret(scope, options, this.plan(scope, options));
  }

  public plan(scope: Construct, options: CredentialBindOptions): SecretPlan {
    const { name, form, keySize, validFor, certificateAuthority } = this.certificate;
    const target = bindTarget(scope, options, name);
    // Before anything is written to the store.
    checkUnclaimed(scope, target.namespace, target.name);
    checkClientCa(scope, options, clientCaOf({ certificateAuthority }));
    const dnsNames = dnsNamesFor(scope, this.certificate.dnsNames, options.hosts);
    const now = this.tools.clock();
    const request: CertificateRequest = { ...target, dnsNames, keySize, validFor };
    const pair = obtain(this.store ?? CertificateStore._standard(), request, {
      now,
      renewBefore: this.renewBefore,
      make: () => this.make(request, now),
    });
    return { target, form, material: { ...pair, certificateAuthority, dnsNames } };
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
