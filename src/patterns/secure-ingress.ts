import { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { IBoundCredential, ICredential } from '../credentials/credential-interface';
import { locate, misuse } from '../kernel/errors';
import { Backend } from '../networking/backend';
import { Destination } from '../networking/destination';
import { DestinationRule } from '../networking/destination-rule';
import { Gateway, IGateway } from '../networking/gateway';
import { GatewayWorkload } from '../networking/gateway-workload';
import { HttpMatch } from '../networking/http-match';
import { HttpRoute } from '../networking/http-route';
import { checkCredential } from '../networking/private/argument-types';
import { RequestFault } from '../networking/request-fault';
import { RouteOrder } from '../networking/route-order';
import { Server } from '../networking/server';
import { ServerCertificate } from '../networking/server-certificate';
import { VirtualService } from '../networking/virtual-service';
import { WeightedDestination } from '../networking/weighted-destination';
import { ClientCertificates } from './client-certificates';
import { IFaultTarget } from './fault-target';
import { IngressRouteOptions } from './ingress-route';
import { PlainHttp } from './plain-http';
import { claimMeshRoutes, claimRoutes, claimServers } from './private/claim-ingress';
import { checkProps } from './private/ingress-checks';
import { namesOf } from './private/ingress-names';
import { plainHttpOf } from './private/plain-http-checks';
import { protocolFaults } from './private/protocol-faults';
import { validateDestinations } from './private/protocol-of-port';
import { soleDestination } from './private/sole-destination';
import { SecureIngressProps } from './secure-ingress-props';

/** An ingress that is known to do this with plain HTTP. */
type IngressOnOwnGateway = SecureIngressProps & { readonly plainHttp: PlainHttp };

/**
 * TLS ended at the ingress gateway, and routes from there to backends: a Gateway, a VirtualService, a DestinationRule for the
 * backend's subsets, and the Secret with the certificate in the namespace of the gateway's pods.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/
 */
export class SecureIngress extends Construct implements IFaultTarget {
  /** The Gateway that the routes are attached to: its own, or the existing one. */
  public readonly gateway: IGateway;

  /** The routes. */
  public readonly virtualService: VirtualService;

  /**
   * The backend's subsets and traffic policy.
   *
   * @default - undefined where the ingress has neither.
   */
  public readonly destinationRule?: DestinationRule;

  /**
   * The certificate, to be shared with other ingresses on the same gateway pods.
   *
   * @default - undefined on an existing Gateway.
   */
  public readonly credential?: ICredential;

  private paths?: Set<string>;

  /**
   * @throws if a host, a name, a weight, a subset or the certificate is not as it has to be, or props do not go together; the
   * message has the construct path, the value received, the rule and the fix.
   */
  public constructor(scope: Construct, id: string, props: SecureIngressProps) {
    super(scope, id);
    try {
      checkProps(this, props);
      const names = namesOf(this, props);

      let plainHttp = props.plainHttp;
      if (props.gateway === undefined) {
        const credential = this.bindCredential(props, names.credential);
        this.credential = credential;
        plainHttp = plainHttpOf(this, props, credential);
        this.gateway = this.openGateway({ ...props, plainHttp }, names.gateway, credential);
      } else {
        this.gateway = props.gateway;
      }
      this.destinationRule = this.makeDestinationRule(props, names.destinationRule);
      this.virtualService = new VirtualService(this, 'VirtualService', {
        metadata: metadataOf(props, names.virtualService),
        gateways: props.alsoInMesh === true ? [this.gateway, Gateway.MESH] : [this.gateway],
        services: props.alsoInMesh === true && props.backend !== undefined ? [props.backend] : undefined,
        hosts: props.hosts,
        routeOrder: RouteOrder.MOST_SPECIFIC_FIRST,
      });
      if (plainHttp === PlainHttp.REDIRECT_EXCEPT_ACME_CHALLENGES) {
        const { httpPort = 80, httpsPort = 443 } = props;
        this.virtualService._redirectPlainHttp({ gateway: this.gateway, httpPort, httpsPort });
      }
      if (props.backend !== undefined) {
        this.addRoute(this.sharesOf(props.backend, props), (shares) => HttpRoute.split(shares));
      }
      this.claimHosts(props);
    } catch (error) {
      // Nothing is left behind half made, should the caller catch the error and go on.
      scope.node.tryRemoveChild(id);
      throw error;
    }
  }

  /**
   * Sends requests for a path, and for all paths below it, to a backend: `/api` takes `/api` and `/api/users`, but not `/apix`.
   * Routes are rendered most specific first, in whatever order they are added.
   *
   * @throws if the path does not begin with `/`, has a query or has a route already, or an option is not as Istio takes it.
   */
  public route(path: string, backend: Backend, options: IngressRouteOptions = {}): void {
    this.routeTo(path, soleDestination(this, backend), options);
  }

  /**
   * Like `route()`, to several destinations that share the requests by their weights, such as subsets.
   *
   * @throws for what `route()` throws, and if the weights are not as they have to be.
   */
  public routeTo(path: string, destinations: WeightedDestination[], options: IngressRouteOptions = {}): void {
    const { conditions, ...policies } = options;
    this.addRoute(destinations, (shares) => {
      const route = HttpRoute.split(shares, { ...policies, match: [HttpMatch.pathPrefix(path, conditions)] });
      if (conditions === undefined) {
        this.claim(path);
      }
      return route;
    });
  }

  /**
   * Plays a fault to a part of the requests; {@link FaultInjection} calls it.
   *
   * @throws if a request could be meant by this fault and one that is there already.
   */
  public injectFault(fault: RequestFault): void {
    this.virtualService._injectFault(fault);
  }

  private addRoute(shares: WeightedDestination[], make: (shares: WeightedDestination[]) => HttpRoute): void {
    this.virtualService.addHttpRoute(locate(this, () => make(shares)));
    validateDestinations(this, shares, protocolFaults);
  }

  private claim(path: string): void {
    const key = path.replace(/\/+$/, '');
    this.paths ??= new Set();
    if (this.paths.has(key)) {
      throw misuse({
        rule: 'a path may have one route, because the first would take all requests',
        received: path,
        fix: 'share them among destinations with routeTo(), or give the routes `conditions`',
      });
    }
    this.paths.add(key);
  }

  /** Tells the app's registry which hosts are routed here. */
  private claimHosts({ hosts, backend, alsoInMesh }: SecureIngressProps): void {
    claimRoutes(this.virtualService, this.gateway, hosts);
    if (alsoInMesh === true) {
      claimMeshRoutes(this.virtualService, backend === undefined ? [] : [backend], hosts);
    }
  }

  private bindCredential(props: SecureIngressProps, defaultName: string): IBoundCredential {
    const credential = props.credential as ICredential;
    return checkCredential(credential, this).bind(this, {
      namespace: workloadOf(props).namespace,
      hosts: props.hosts,
      defaultName,
    });
  }

  private openGateway(props: IngressOnOwnGateway, name: string, credential: IBoundCredential): Gateway {
    return locate(this, () => {
      const clients = props.clientCertificates ?? ClientCertificates.none();
      const tls = clients._tls(ServerCertificate.credential(credential), props.tls ?? {});
      const https = Server.https(tls, { hosts: props.hosts, port: props.httpsPort });
      const servers = [...plainServers(props), https];
      const gateway = new Gateway(this, 'Gateway', {
        metadata: metadataOf(props, name),
        workload: workloadOf(props),
        servers,
      });
      claimServers(this, gateway, servers);
      return gateway;
    });
  }

  private makeDestinationRule(props: SecureIngressProps, name: string): DestinationRule | undefined {
    const { backend, subsets, trafficPolicy } = props;
    if (backend === undefined || (subsets === undefined && trafficPolicy === undefined)) {
      return undefined;
    }
    return new DestinationRule(this, 'DestinationRule', {
      metadata: metadataOf(props, name),
      backend,
      trafficPolicy,
      subsets,
    });
  }

  private sharesOf(backend: Backend, { subsets }: SecureIngressProps): WeightedDestination[] {
    const rule = this.destinationRule;
    if (rule === undefined || subsets === undefined) {
      return soleDestination(this, backend);
    }
    return subsets.map(({ name, weight }) => ({ destination: Destination.subset(rule.subset(name)), weight }));
  }
}

function plainServers({ hosts, httpPort: port, plainHttp }: IngressOnOwnGateway): Server[] {
  switch (plainHttp) {
    case PlainHttp.SERVE:
    case PlainHttp.REDIRECT_EXCEPT_ACME_CHALLENGES:
      return [Server.http({ hosts, port })];
    case PlainHttp.REDIRECT:
      return [Server.httpsRedirect({ hosts, port })];
    case PlainHttp.OFF:
      return [];
  }
}

function workloadOf(props: SecureIngressProps): NonNullable<SecureIngressProps['workload']> {
  return props.workload ?? GatewayWorkload.ingress();
}

function metadataOf(props: SecureIngressProps, name: string): ApiObjectMetadata {
  return { name, namespace: props.namespace, labels: props.labels, annotations: props.annotations };
}
