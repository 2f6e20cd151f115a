import { Duration } from 'cdk8s';
import { X509Certificate } from 'node:crypto';
import { misuse } from '../../kernel/errors';
import { checkObjectName } from '../../kernel/kube-name';
import { CertificateStore } from '../certificate-store';
import { LocalCaProps } from '../local-ca-props';
import { RsaKeySize } from '../rsa-key-size';
import { checkAuthorities } from './certificate';
import { checkRenewBefore, checkValidFor, DAY, freshFields } from './certificate-times';
import { Clock, systemClock } from './clock';
import { checkDnsNames } from './dns-names';
import { LeafCheck } from './key-pair';
import { CertificateRequest, obtain } from './store';
import type { PemPair } from './x509';

const AT = 'LocalCa';
const LONGEST_COMMON_NAME = 64;

/** A certificate that a CA is asked for. */
export interface IssueOrder {
  readonly at: string;
  readonly namespace: string;
  readonly name: string;
  readonly commonName: string;
  readonly dnsNames: readonly string[];
  readonly uris: readonly string[];
  readonly usage: 'serverAuth' | 'clientAuth';
  readonly keySize: number;
  /** In milliseconds. */
  readonly validFor: number;
  readonly renewBefore: number;
  readonly purpose?: string;
  readonly check?: LeafCheck;
}

/** A CA that is kept in a store with all that it signs. */
export class Authority {
  public readonly name: string;
  private readonly permittedDomains: readonly string[] | undefined;
  private readonly keySize: RsaKeySize;
  private readonly validFor: number;
  private readonly renewBefore: number;
  private readonly ownStore: CertificateStore | undefined;
  // Read once for all that it signs; hidden from console.log(), because it holds a key.
  #known: { readonly pair: PemPair; readonly renewal: number } | undefined;

  constructor(
    props: LocalCaProps,
    public readonly clock: Clock = systemClock,
  ) {
    this.name = checkCommonName(props.name ?? 'cdk8s-istio-local-ca', 'the name of a local CA', AT);
    this.permittedDomains = props.permittedDomains && checkDomains(props.permittedDomains);
    this.keySize = props.keySize ?? RsaKeySize.BITS_3072;
    this.validFor = checkValidFor(props.validFor ?? Duration.days(3650), AT);
    this.renewBefore = checkRenewBefore(props.renewBefore, this.validFor, AT, 90 * DAY);
    this.ownStore = props.store;
  }

  /** The certificate of the CA in PEM. */
  public get certificate(): string {
    return this.pairAt(this.clock()).certificate;
  }

  /** How long before its end a certificate of this CA is made again; it has to end after the CA is. */
  public renewalOf(renewBefore: Duration | undefined, validFor: number, at: string): number {
    const millis = checkRenewBefore(renewBefore, validFor, at, Math.min(30 * DAY, this.renewBefore));
    if (millis > this.renewBefore) {
      throw misuse({
        at,
        rule: "renewBefore must not be longer than that of its CA, with which the certificate's time ends",
        received: renewBefore?.toIsoString(),
        fix: 'leave it out, or give the LocalCa a longer renewBefore',
      });
    }
    return millis;
  }

  /** Throws for names that the CA may not sign. */
  public checkPermitted(names: readonly string[], at: string): void {
    const domains = this.permittedDomains;
    const other = names.find((name) => domains?.every((domain) => !isBelow(name, domain)));
    if (domains !== undefined && other !== undefined) {
      throw misuse({
        at,
        rule: `the local CA signs for ${domains.join(', ')} alone`,
        received: other,
        fix: 'add the domain to its `permittedDomains`, which makes another CA, or take another name',
      });
    }
  }

  /** A certificate of the CA: that of the store while it lasts, or a new one. */
  public issue(order: IssueOrder): PemPair {
    this.checkPermitted(order.dnsNames, order.at);
    // One time for both, so that no certificate is due for renewal whose CA is not.
    const now = this.clock();
    const authority = this.pairAt(now);
    const certificate = new X509Certificate(authority.certificate);
    const { namespace, name, dnsNames, keySize, validFor, purpose, check } = order;
    const request: CertificateRequest = {
      namespace,
      name,
      dnsNames,
      keySize,
      validFor,
      purpose,
      check,
      // Another CA has to sign everything again.
      details: [order.usage, order.commonName, ...order.uris, certificate.fingerprint256],
    };
    return obtain(this.store, request, {
      now,
      renewBefore: order.renewBefore,
      make: () => {
        const fields = freshFields(now, validFor);
        const notAfter = new Date(Math.min(fields.notAfter.getTime(), Date.parse(certificate.validTo)));
        return x509().makeIssued({ ...order, ...fields, notAfter }, authority);
      },
    });
  }

  private get store(): CertificateStore {
    return this.ownStore ?? CertificateStore._standard();
  }

  private pairAt(now: Date): PemPair {
    if (this.#known === undefined || now.getTime() >= this.#known.renewal) {
      const pair = this.obtain(now);
      this.#known = { pair, renewal: Date.parse(new X509Certificate(pair.certificate).validTo) - this.renewBefore };
    }
    return this.#known.pair;
  }

  private obtain(now: Date): PemPair {
    const { name, permittedDomains, keySize, validFor, renewBefore } = this;
    const request: CertificateRequest = {
      namespace: 'local-ca',
      name,
      dnsNames: [],
      keySize,
      validFor,
      details: ['authority', ...(permittedDomains ?? [])],
      purpose: `the local CA ${name}`,
      check: (certificate, source) => checkAuthorities([certificate], source),
    };
    return obtain(this.store, request, {
      now,
      renewBefore,
      make: () => x509().makeAuthority({ commonName: name, keySize, permittedDomains, ...freshFields(now, validFor) }),
    });
  }
}

/** A name that can be the common name of a certificate, and part of the name of a file. */
export function checkCommonName(name: string, field: string, at: string): string {
  if (typeof name !== 'string' || name.length > LONGEST_COMMON_NAME) {
    throw misuse({
      at,
      rule: `${field} must be a text of at most ${LONGEST_COMMON_NAME} characters`,
      received: typeof name === 'string' ? `${name.length} characters` : typeof name,
      fix: 'give a shorter one',
    });
  }
  return checkObjectName(name, field, at);
}

function checkDomains(domains: readonly string[]): string[] {
  const wildcard = domains.find((domain) => domain.includes('*'));
  if (domains.length === 0 || wildcard !== undefined) {
    throw misuse({
      at: AT,
      rule: 'permittedDomains must name domains, each of which stands for all that is below it',
      received: wildcard ?? 'an empty list',
      fix: wildcard === undefined ? 'leave it out, or name a domain' : "leave the '*.' out",
    });
  }
  return checkDnsNames(domains, AT).sort();
}

function isBelow(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}

/** node-forge is loaded here: only a certificate that is not in the store yet needs it. */
function x509(): typeof import('./x509') {
  return require('./x509') as typeof import('./x509');
}
