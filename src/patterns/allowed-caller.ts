import { misuse } from '../kernel/errors';
import { checkLabelName, checkObjectName } from '../kernel/kube-name';
import { AuthorizationRule } from '../security/authorization-rule';
import { Operation } from '../security/operation';
import { Source } from '../security/source';
import { GatewayDeployment } from './gateway-deployment';

/** What a caller may do. */
export interface AllowedCallerOptions {
  /**
   * What it may do: one of these.
   *
   * @default - everything.
   */
  readonly operations?: Operation[];
}

/** What a service account may do, and in which trust domain it is. */
export interface AllowedServiceAccountOptions extends AllowedCallerOptions {
  /**
   * The trust domain of its identity. `cluster.local` stands for the mesh's own, whatever that is called.
   *
   * @default 'cluster.local'
   */
  readonly trustDomain?: string;
}

/**
 * Somebody who may call a workload.
 *
 * All but `anyone()` are known by the certificate of their mutual TLS. A caller without it, such as a pod outside the mesh or a Prometheus
 * without sidecar, is none of them, even where plain text is taken (PERMISSIVE).
 */
export class AllowedCaller {
  /**
   * The pods of a service account.
   *
   * @throws if a name or the trust domain is malformed, or `operations` is an empty list.
   */
  public static serviceAccount(
    namespace: string,
    name: string,
    options: AllowedServiceAccountOptions = {},
  ): AllowedCaller {
    checkLabelName(namespace, 'the namespace of a caller');
    checkObjectName(name, 'the service account of a caller');
    const trustDomain = checkTrustDomain(options.trustDomain ?? 'cluster.local');
    // Not the field `serviceAccounts`: an Istio that is too old for it forgets it, and lets everybody in.
    return AllowedCaller.principal(`${trustDomain}/ns/${namespace}/sa/${name}`, options);
  }

  /**
   * All workloads of a namespace.
   *
   * @throws if the name is malformed, or `operations` is an empty list.
   */
  public static namespace(namespace: string, options: AllowedCallerOptions = {}): AllowedCaller {
    return new AllowedCaller(Source.namespace(checkLabelName(namespace, 'the namespace of a caller')), options);
  }

  /**
   * An identity without `spiffe://`: `cluster.local/ns/shop/sa/web`, `begin*`, `*end`, or `*` for any workload with mutual TLS.
   *
   * @throws if it is malformed, or `operations` is an empty list.
   */
  public static principal(principal: string, options: AllowedCallerOptions = {}): AllowedCaller {
    return new AllowedCaller(Source.principal(principal), options);
  }

  /**
   * A gateway that is made here, with all that comes through it: its clients are not told apart.
   *
   * @throws if `operations` is an empty list.
   */
  public static gateway(gateway: GatewayDeployment, options: AllowedCallerOptions = {}): AllowedCaller {
    return AllowedCaller.serviceAccount(gateway.namespace, gateway.serviceAccount.name, options);
  }

  /**
   * Everybody, also without mutual TLS, for certain operations such as `Operation.get('/metrics')`.
   *
   * @throws if there are no operations, which would open the workload to everything.
   */
  public static anyone(...operations: Operation[]): AllowedCaller {
    if (operations.length === 0) {
      throw misuse({
        rule: 'anyone() may not do everything: it would leave nothing of a policy that allows only what is listed',
        received: operations,
        fix: "give what everybody may do, such as Operation.get('/metrics'), or use no AllowOnly",
      });
    }
    return new AllowedCaller(undefined, { operations });
  }

  private readonly operations: Operation[] | undefined;

  private constructor(
    private readonly source: Source | undefined,
    options: AllowedCallerOptions,
  ) {
    if (options.operations?.length === 0) {
      throw misuse({
        rule: 'the operations of a caller must not be an empty list, which Istio takes for every operation',
        received: options.operations,
        fix: 'list what it may do, or leave the caller out if that is nothing',
      });
    }
    this.operations = options.operations && [...options.operations];
  }

  /** @internal */
  public _rule(): AuthorizationRule {
    return AuthorizationRule.of({ from: this.source && [this.source], to: this.operations });
  }
}

function checkTrustDomain(trustDomain: string): string {
  if (trustDomain === '' || trustDomain.includes('/')) {
    throw misuse({
      rule: "the trust domain of a caller must be a name without '/'",
      received: trustDomain,
      fix: "write 'cluster.local', or leave it out; a whole identity goes into AllowedCaller.principal()",
    });
  }
  return trustDomain;
}
