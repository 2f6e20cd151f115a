import { misuse } from '../../kernel/errors';
import { AcmeChallenge } from '../acme-challenge';
import { AcmeIssuerProps } from './acme-issuer-props';
import {
  checkSecretName,
  checkText,
  checkUrl,
  checkVaultPath,
  renderCaBundle,
  renderSecretKey,
} from './private/checks';
import { challengeFor } from './private/challenge';
import { VaultIssuerProps } from './vault-issuer-props';

type Rendered = { readonly [field: string]: unknown };
type Labels = { readonly [label: string]: string };

const LONGEST_CHAIN_NAME = 64;

/** What a self-signed certificate says besides. */
export interface SelfSignedIssuerOptions {
  /**
   * The URLs of revocation lists.
   *
   * @default - none.
   */
  readonly crlDistributionPoints?: string[];
}

/** What a certificate of a CA says besides. */
export interface CaIssuerOptions extends SelfSignedIssuerOptions {
  /**
   * The URLs of OCSP servers.
   *
   * @default - none.
   */
  readonly ocspServers?: string[];

  /**
   * The URLs of the certificate of the CA.
   *
   * @default - none.
   */
  readonly issuingCertificateUrls?: string[];
}

/**
 * How an issuer signs. For what is not here, such as CyberArk (Venafi), there are `imports.certmanager.Issuer` and
 * `CertificateIssuer.issuer()`, which refers to it.
 *
 * @see https://cert-manager.io/docs/configuration/issuers/
 */
export class IssuerConfig {
  /**
   * By an ACME server, such as Let's Encrypt.
   *
   * @throws if there is no solver, the email is none, a Secret has no name that Kubernetes takes, or the name of the preferred chain is too
   * long.
   * @see https://cert-manager.io/docs/configuration/acme/
   */
  public static acme(props: AcmeIssuerProps): IssuerConfig {
    checkAcme(props);
    const scopes = props.solvers.map((solver) => solver._scope);
    const { externalAccount } = props;
    const fixed = {
      ...props.server._render(),
      email: props.email,
      disableAccountKeyGeneration: props.existingAccount,
      externalAccountBinding: externalAccount && {
        keyID: checkText(externalAccount.keyId, 'the keyId of an external account'),
        keySecretRef: renderSecretKey(externalAccount.key, 'the key of an external account'),
      },
      preferredChain: props.preferredChain,
      profile: props.profile,
      enableDurationFeature: props.enableDuration,
      solvers: props.solvers.map((solver) => solver._render()),
    };
    return new IssuerConfig(
      (name) => ({
        acme: { ...fixed, privateKeySecretRef: { name: props.accountKeySecret ?? `${name}-account-key` } },
      }),
      (dnsName, labels) => challengeFor(scopes, dnsName, labels),
    );
  }

  /**
   * By a CA whose certificate and key are in a Secret, of type `kubernetes.io/tls`.
   *
   * @throws if the Secret has no name that Kubernetes takes, or a URL is none.
   * @see https://cert-manager.io/docs/configuration/ca/
   */
  public static ca(secretName: string, options: CaIssuerOptions = {}): IssuerConfig {
    const ca = {
      secretName: checkSecretName(secretName, 'the Secret of a CA'),
      crlDistributionPoints: urls(options.crlDistributionPoints, 'crlDistributionPoints'),
      ocspServers: urls(options.ocspServers, 'ocspServers'),
      issuingCertificateURLs: urls(options.issuingCertificateUrls, 'issuingCertificateUrls'),
    };
    return new IssuerConfig(() => ({ ca }));
  }

  /**
   * By the key of each certificate itself. Nobody trusts such certificates; that of a CA of one's own begins like this.
   *
   * @throws if a URL is none.
   * @see https://cert-manager.io/docs/configuration/selfsigned/
   */
  public static selfSigned(options: SelfSignedIssuerOptions = {}): IssuerConfig {
    const selfSigned = { crlDistributionPoints: urls(options.crlDistributionPoints, 'crlDistributionPoints') };
    return new IssuerConfig(() => ({ selfSigned }));
  }

  /**
   * By the PKI engine of HashiCorp Vault or OpenBao.
   *
   * @throws if the server is no URL, the path is empty or leads upwards, there are two CA bundles, or a client
   * certificate comes without its key.
   * @see https://cert-manager.io/docs/configuration/vault/
   */
  public static vault(props: VaultIssuerProps): IssuerConfig {
    checkVault(props);
    const { caBundle, caBundleSecret, clientCertificateSecret: certificate, clientKeySecret: key } = props;
    const vault = {
      server: checkUrl(props.server, 'the server of Vault', ['https', 'http']),
      path: checkVaultPath(props.path, 'the path of the role'),
      auth: props.auth._render(),
      namespace: props.vaultNamespace,
      caBundle: renderCaBundle(caBundle, 'caBundle'),
      caBundleSecretRef: caBundleSecret && renderSecretKey(caBundleSecret, 'caBundleSecret'),
      clientCertSecretRef: certificate && renderSecretKey(certificate, 'clientCertificateSecret'),
      clientKeySecretRef: key && renderSecretKey(key, 'clientKeySecret'),
      serverName: props.serverName,
    };
    return new IssuerConfig(() => ({ vault }));
  }

  private constructor(
    private readonly render: (name: string) => Rendered,
    private readonly challenge: (dnsName: string, labels?: Labels) => AcmeChallenge | undefined = () => undefined,
  ) {}

  /** The spec of an issuer of this name. @internal */
  public _render(name: string): Rendered {
    return this.render(name);
  }

  /** @internal */
  public _challengeFor(dnsName: string, labels?: Labels): AcmeChallenge | undefined {
    return this.challenge(dnsName, labels);
  }
}

function checkAcme({ solvers, email, accountKeySecret, preferredChain }: AcmeIssuerProps): void {
  const at = 'IssuerConfig.acme';
  if (solvers.length === 0) {
    throw misuse({
      at,
      rule: 'an ACME issuer must have a solver, or it can prove no name',
      received: 'no solvers',
      fix: 'give one: `solvers: [AcmeSolver.http01()]`',
    });
  }
  if (email !== undefined && !/^[^\s@]+@[^\s@]+$/.test(email)) {
    throw misuse({
      at,
      rule: 'email must be an address',
      received: email,
      fix: "write it as 'certificates@example.com'",
    });
  }
  if (accountKeySecret !== undefined) {
    checkSecretName(accountKeySecret, 'accountKeySecret');
  }
  if (preferredChain !== undefined && preferredChain.length > LONGEST_CHAIN_NAME) {
    throw misuse({
      at,
      rule: `preferredChain must have at most ${LONGEST_CHAIN_NAME} characters`,
      received: preferredChain,
      fix: "give the common name of the root, such as 'ISRG Root X1'",
    });
  }
}

function checkVault({ caBundle, caBundleSecret, clientCertificateSecret, clientKeySecret }: VaultIssuerProps): void {
  const at = 'IssuerConfig.vault';
  if (caBundle !== undefined && caBundleSecret !== undefined) {
    throw misuse({
      at,
      rule: "the CAs of Vault's certificate must be given in one way",
      received: 'caBundle and caBundleSecret',
      fix: 'leave one of them out',
    });
  }
  if ((clientCertificateSecret === undefined) !== (clientKeySecret === undefined)) {
    throw misuse({
      at,
      rule: 'a client certificate and its key go together',
      received: clientKeySecret === undefined ? 'clientCertificateSecret alone' : 'clientKeySecret alone',
      fix: 'give both, or neither',
    });
  }
}

function urls(list: readonly string[] | undefined, field: string): readonly string[] | undefined {
  return list?.map((url) => checkUrl(url, field, ['http', 'https']));
}
