import { randomBytes } from 'node:crypto';
import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { misuse } from '../../kernel/errors';
import { CertificateStore } from '../certificate-store';
import { CredentialBindOptions, IBoundCredential, ICredential } from '../credential-interface';
import { SelfSignedCredentialProps } from '../credential-props';
import { RsaKeySize } from '../rsa-key-size';
import { SecretForm } from '../secret-form';
import { bindTarget, checkClientCa } from './bind-target';
import { checkUnclaimed } from './claims';
import { Clock, systemClock } from './clock';
import { checkCredentialName } from './credential-name';
import { checkDnsNames, dnsNamesFor } from './dns-names';
import { readAuthority } from './key-pair';
import { clientCaOf, makeSecret, SecretPlan } from './made-secret';
import { CertificateRequest, obtain } from './store';
import type { PemPair, SelfSignedRequest } from './x509';

const AT = 'Credential.selfSigned';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LONGEST_VALIDITY = 100 * 365 * DAY;
const LONGEST_COMMON_NAME = 64;

/** Clocks of clients that are late by this much find the certificate valid all the same. */
const CLOCK_SKEW = HOUR;

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
    this.validFor = checkValidFor(props.validFor ?? Duration.days(365));
    this.renewBefore = checkRenewBefore(props.renewBefore, this.validFor);
    this.store = props.store;
    const ca = props.certificateAuthority;
    this.certificateAuthority =
      ca === undefined ? undefined : readAuthority({ text: ca, name: 'certificateAuthority', at: AT }, tools.clock());
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
    const serialNumber = randomBytes(16);
    serialNumber[0] = (serialNumber[0] & 0x7f) | 0x40;
    return this.tools.make({
      commonName: dnsNames.find((each) => each.length <= LONGEST_COMMON_NAME) ?? name.slice(0, LONGEST_COMMON_NAME),
      dnsNames,
      keySize,
      notBefore: new Date(now.getTime() - CLOCK_SKEW),
      notAfter: new Date(now.getTime() + validFor),
      serialNumber,
    });
  }
}

/** node-forge is loaded here: only a certificate that is not in the store yet needs it. */
function make(request: SelfSignedRequest): PemPair {
  const { makeSelfSigned } = require('./x509') as typeof import('./x509');
  return makeSelfSigned(request);
}

function checkValidFor(validFor: Duration): number {
  const millis = validFor.toMilliseconds();
  if (millis < DAY || millis > LONGEST_VALIDITY) {
    throw misuse({
      at: AT,
      rule: 'validFor must be from 1 day to 36500 days',
      received: validFor.toIsoString(),
      fix: 'give a duration such as Duration.days(365)',
    });
  }
  return millis;
}

function checkRenewBefore(renewBefore: Duration | undefined, validFor: number): number {
  const millis = renewBefore?.toMilliseconds() ?? Math.min(30 * DAY, Math.floor(validFor / 3));
  if (millis > validFor - HOUR) {
    throw misuse({
      at: AT,
      rule: 'renewBefore must be shorter than validFor by an hour at least, or each synth would make a new certificate',
      received: renewBefore?.toIsoString(),
      fix: 'leave it out for 30 days or a third of validFor',
    });
  }
  return millis;
}
