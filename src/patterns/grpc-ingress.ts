import { Construct } from 'constructs';
import { ICredential } from '../credentials/credential-interface';
import { locate, misuse } from '../kernel/errors';
import { Backend } from '../networking/backend';
import { DestinationRule } from '../networking/destination-rule';
import { IGateway } from '../networking/gateway';
import { H2UpgradePolicy } from '../networking/http-connection-pool';
import { HttpRoute } from '../networking/http-route';
import { RequestFault } from '../networking/request-fault';
import { ServerTlsOptions } from '../networking/server-tls';
import { TrafficPolicy } from '../networking/traffic-policy';
import { VirtualService } from '../networking/virtual-service';
import { WeightedDestination } from '../networking/weighted-destination';
import { ClientCertificates } from './client-certificates';
import { IFaultTarget } from './fault-target';
import { IngressObjectsProps } from './ingress-objects';
import { IngressRouteOptions } from './ingress-route';
import { PlainHttp } from './plain-http';
import { grpcMatch } from './private/grpc-path';
import { objectMetadata } from './private/ingress-objects';
import { patternName } from './private/pattern-name';
import { chosenPort, grpcFaults, isHttp2, validateDestinations } from './private/protocol-of-port';
import { soleDestination } from './private/sole-destination';
import { SecureIngress } from './secure-ingress';

/** What a {@link GrpcIngress} is made of. */
export interface GrpcIngressProps extends IngressObjectsProps {
  /** The public hosts, wildcards such as `*.example.com` included. */
  readonly hosts: string[];

  /**
   * Where the certificate comes from; its Secret lands in the namespace of the gateway's pods. A credential that has no name of its
   * own is named after the ingress, with `-credential`.
   *
   * @default - none, which only an ingress on an existing `gateway` can do without.
   */
  readonly credential?: ICredential;

  /**
   * Where calls go that no `route()` takes.
   *
   * @default - nowhere: they fail with UNIMPLEMENTED (404 in HTTP).
   */
  readonly backend?: Backend;

  /**
   * How traffic to `backend` is handled.
   *
   * @default - Istio's defaults.
   */
  readonly trafficPolicy?: TrafficPolicy;

  /**
   * Whether the gateway speaks HTTP/2 to backends whose Service does not declare it, with a DestinationRule for each of them. Without,
   * a gateway speaks HTTP/1.1 to a port that is named neither `grpc` nor `http2`, and every call fails.
   *
   * @default false
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings-H2UpgradePolicy
   */
  readonly h2Upgrade?: boolean;

  /**
   * The port of HTTPS, as the gateway's Service opens it.
   *
   * @default 443
   */
  readonly httpsPort?: number;

  /**
   * Whether clients show certificates of their own.
   *
   * @default ClientCertificates.none()
   */
  readonly clientCertificates?: ClientCertificates;

  /**
   * The TLS versions and cipher suites.
   *
   * @default - TLS 1.2 and 1.3, with Envoy's cipher suites.
   */
  readonly tls?: ServerTlsOptions;
}

/**
 * gRPC over TLS at the ingress gateway: a Gateway whose HTTPS server agrees on HTTP/2 with its clients (by ALPN), and routes by the names
 * of gRPC services and methods. No port is opened for plain text.
 *
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/
 */
export class GrpcIngress extends Construct implements IFaultTarget {
  /** The Gateway that the routes are attached to: its own, or the existing one. */
  public readonly gateway: IGateway;

  /** The routes. */
  public readonly virtualService: VirtualService;

  /**
   * The certificate, to be shared with other ingresses on the same gateway pods.
   *
   * @default - undefined on an existing Gateway.
   */
  public readonly credential?: ICredential;

  private readonly rules = new Map<string, DestinationRule>();
  private readonly rulesScope: Construct;
  private readonly taken = new Set<string>();
  private readonly isUpgrading: boolean;
  private readonly props: IngressObjectsProps;
  private readonly baseName: string;

  /**
   * @throws if a host, a name or the certificate is not as it has to be, or props do not go together; the message has the construct path,
   * the value received, the rule and the fix. At synth, if a backend of the app has a port that is not declared for gRPC or HTTP/2.
   */
  public constructor(scope: Construct, id: string, props: GrpcIngressProps) {
    super(scope, id);
    try {
      const { backend, trafficPolicy, h2Upgrade, ...ingressProps } = props;
      if (backend === undefined && trafficPolicy !== undefined) {
        throw misuse({
          at: this,
          rule: 'trafficPolicy belongs to a backend',
          received: 'no backend',
          fix: 'add `backend`, or make a DestinationRule for the backends of the routes',
        });
      }
      this.isUpgrading = h2Upgrade === true;
      const { name, names, namespace, labels, annotations } = props;
      this.props = { name, names, namespace, labels, annotations };
      this.baseName = patternName(this, name, '-destination-rule');
      // Before the routes, in the order that the objects are made in.
      this.rulesScope = new Construct(this, 'DestinationRules');
      const ingress = new SecureIngress(this, 'Ingress', {
        ...ingressProps,
        name: this.baseName,
        plainHttp: props.gateway === undefined ? PlainHttp.OFF : undefined,
      });
      this.gateway = ingress.gateway;
      this.virtualService = ingress.virtualService;
      this.credential = ingress.credential;
      if (backend !== undefined) {
        this.ruleFor(backend, trafficPolicy);
        this.addRoute(soleDestination(this, backend), (shares) => HttpRoute.split(shares));
      }
    } catch (error) {
      scope.node.tryRemoveChild(id);
      throw error;
    }
  }

  /**
   * The DestinationRules of its backends: for a `trafficPolicy`, and for those that HTTP/2 had to be asked for. None where nothing is
   * asked for.
   */
  public get destinationRules(): DestinationRule[] {
    return [...this.rules.values()];
  }

  /**
   * Sends the calls of a gRPC service (`package.Service`), or of one of its methods (`package.Service/Method`), to a backend. A method
   * comes before its service, in whatever order they are added.
   *
   * @throws if the name is not such a one or has a route already, or an option is not as Istio takes it.
   */
  public route(method: string, backend: Backend, options: IngressRouteOptions = {}): void {
    this.routeTo(method, soleDestination(this, backend), options);
  }

  /**
   * Like `route()`, to several destinations that share the calls by their weights, such as subsets.
   *
   * @throws for what `route()` throws, and if the weights are not as they have to be.
   */
  public routeTo(method: string, destinations: WeightedDestination[], options: IngressRouteOptions = {}): void {
    const { conditions, ...policies } = options;
    this.addRoute(destinations, (shares) => {
      const route = HttpRoute.split(shares, { ...policies, match: [grpcMatch(method, conditions)] });
      if (conditions === undefined) {
        this.claim(method.replace(/^\//, ''));
      }
      return route;
    });
    if (this.isUpgrading) {
      destinations.forEach(({ destination }) => this.ruleFor(destination._backend, undefined, destination.port));
    }
  }

  /**
   * Plays a fault to a part of the calls; `FaultInjection` calls it.
   *
   * @throws if a call could be meant by this fault and one that is there already.
   */
  public injectFault(fault: RequestFault): void {
    this.virtualService._injectFault(fault);
  }

  private addRoute(shares: WeightedDestination[], make: (shares: WeightedDestination[]) => HttpRoute): void {
    this.virtualService.addHttpRoute(locate(this, () => make(shares)));
    validateDestinations(this, shares, (destination) => grpcFaults(destination, this.isUpgrading));
  }

  private claim(name: string): void {
    if (this.taken.has(name)) {
      throw misuse({
        rule: 'a service or method may have one route, because the first would take all calls',
        received: name,
        fix: 'share them among destinations with routeTo(), or give the routes `conditions`',
      });
    }
    this.taken.add(name);
  }

  /** The rule of a backend, if it needs one; made once. */
  private ruleFor(backend: Backend, policy: TrafficPolicy | undefined, port = backend.port): void {
    const isUpgraded = this.isUpgrading && !isHttp2(chosenPort(backend, port)?.protocol);
    if ((policy === undefined && !isUpgraded) || this.rules.has(backend._identity)) {
      return;
    }
    const count = this.rules.size === 0 ? '' : `-${this.rules.size + 1}`;
    const rule = new DestinationRule(this.rulesScope, `DestinationRule${count}`, {
      metadata: objectMetadata(this.props, `${this.baseName}-destination-rule${count}`),
      backend,
      trafficPolicy: isUpgraded ? upgraded(policy ?? {}) : policy,
    });
    this.rules.set(backend._identity, rule);
  }
}

function upgraded(policy: TrafficPolicy): TrafficPolicy {
  const { connectionPool } = policy;
  const http = { ...connectionPool?.http, h2UpgradePolicy: H2UpgradePolicy.UPGRADE };
  return { ...policy, connectionPool: { ...connectionPool, http } };
}
