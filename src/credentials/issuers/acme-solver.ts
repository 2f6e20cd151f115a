import { formatDuration } from '../../kernel/duration';
import { checkExactHost, checkHost } from '../../kernel/host';
import { deepCopy, withOverrides } from '../../kernel/merge';
import { AcmeChallenge } from '../acme-challenge';
import { SolverScope } from '../private/solver-choice';
import { AcmeSolverOptions, Dns01SolverOptions, Http01SolverOptions, SolverServiceType } from './acme-solver-options';
import { ChallengeRoute } from './challenge-route';
import { Dns01Provider } from './dns01-provider';

type Rendered = { readonly [field: string]: unknown };

/**
 * How an issuer answers the challenges of an ACME server.
 *
 * @see https://cert-manager.io/docs/configuration/acme/#solving-challenges
 */
export class AcmeSolver {
  /**
   * By a file that the ACME server asks for over plain HTTP, on port 80. No wildcard can be proved so.
   *
   * @param route how the request gets to the pod that answers; by default by an Ingress of class `istio`.
   * @throws if a name or a zone is no DNS name.
   * @see https://cert-manager.io/docs/configuration/acme/http01/
   */
  public static http01(
    route: ChallengeRoute = ChallengeRoute.ingressClass(),
    options: Http01SolverOptions = {},
  ): AcmeSolver {
    const http01 = route._render(options.serviceType ?? SolverServiceType.CLUSTER_IP);
    return new AcmeSolver(AcmeChallenge.HTTP_01, { http01 }, options);
  }

  /**
   * By a TXT record that cert-manager writes into the DNS zone of the name.
   *
   * @throws if a name or a zone is no DNS name.
   * @see https://cert-manager.io/docs/configuration/acme/dns01/
   */
  public static dns01(provider: Dns01Provider, options: Dns01SolverOptions = {}): AcmeSolver {
    const dns01 = { ...provider._render(), cnameStrategy: options.cnameStrategy };
    return new AcmeSolver(AcmeChallenge.DNS_01, { dns01 }, options);
  }

  private readonly options: AcmeSolverOptions;

  private constructor(
    private readonly challenge: AcmeChallenge,
    private readonly way: Rendered,
    options: AcmeSolverOptions,
  ) {
    this.options = deepCopy(options);
    options.dnsNames?.forEach((name) => checkHost(name, 'a name that a solver is for'));
    options.dnsZones?.forEach((zone) => checkExactHost(zone, 'a DNS zone that a solver is for'));
  }

  /** Which challenges it answers, and for what. @internal */
  public get _scope(): SolverScope {
    const { dnsNames = [], dnsZones = [], matchLabels = {} } = this.options;
    return { challenge: this.challenge, dnsNames, dnsZones, matchLabels };
  }

  /** @internal */
  public _render(): Rendered {
    const { dnsNames, dnsZones, matchLabels, waitInsteadOfSelfCheck: wait, overrides } = this.options;
    const isForAll = dnsNames === undefined && dnsZones === undefined && matchLabels === undefined;
    return withOverrides(
      {
        ...this.way,
        selector: isForAll ? undefined : { dnsNames, dnsZones, matchLabels },
        waitInsteadOfSelfCheck: wait && formatDuration(wait),
      },
      overrides,
    );
  }
}
