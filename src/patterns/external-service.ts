import { ApiObjectMetadata, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { locate } from '../kernel/errors';
import { checkList } from '../kernel/value-type';
import { Backend } from '../networking/backend';
import { DestinationRule } from '../networking/destination-rule';
import { Gateway } from '../networking/gateway';
import { RequestFault } from '../networking/request-fault';
import { ServiceEntry, ServiceEntryBackendOptions } from '../networking/service-entry';
import { ServiceEntryLocation } from '../networking/service-entry-location';
import { ServicePort } from '../networking/service-port';
import { TrafficPolicy } from '../networking/traffic-policy';
import { VirtualService } from '../networking/virtual-service';
import { ExternalServiceProps } from './external-service-props';
import { IFaultTarget } from './fault-target';
import { claimMeshRoutes, claimRoutes } from './private/claim-ingress';
import { EgressPath } from './private/egress-path';
import { checkExternal, checkSeesRequests, isTls, portsOf, resolutionOf } from './private/external-checks';
import { TO_SERVICE, httpRoutesTo, tlsRoutesTo } from './private/external-routes';
import { patternName } from './private/pattern-name';

/**
 * A service outside of the mesh: a ServiceEntry, and as far as they are asked for DestinationRules (for TLS that proxies begin, limits),
 * VirtualServices (for timeouts, retries, faults) and the way through an egress gateway.
 *
 * It makes traffic to its hosts visible and routable. It neither resolves the names for applications, nor keeps them from going another
 * way: that takes `REGISTRY_ONLY`, and NetworkPolicies where an egress gateway shall not be bypassed.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/egress/egress-control/
 */
export class ExternalService extends Construct implements IFaultTarget {
  /** The hosts and ports. */
  public readonly serviceEntry: ServiceEntry;

  /**
   * What the egress gateway listens for.
   *
   * @default - undefined without egress gateway.
   */
  public readonly egressGateway?: Gateway;

  /**
   * How clients reach the egress gateway; in the gateway's namespace, where all clients see it.
   *
   * @default - undefined without egress gateway, and where applications begin all TLS themselves.
   */
  public readonly egressDestinationRule?: DestinationRule;

  private readonly ports: ServicePort[];
  private readonly egress?: EgressPath;
  private readonly rules: DestinationRule[] = [];
  private routes?: VirtualService[];
  private readonly props: ExternalServiceProps;
  private readonly baseName: string;

  /**
   * @throws if a host, a port or a name is not as it has to be, props do not go together, TLS would be wrapped in TLS, or policies are set
   * for traffic whose requests no proxy sees; the message has the construct path, the value received, the rule and the fix.
   */
  public constructor(scope: Construct, id: string, props: ExternalServiceProps) {
    super(scope, id);
    try {
      this.props = { ...props, hosts: [...checkList(props.hosts, 'hosts', this)] };
      this.baseName = patternName(this, props.name, '-egress-destination-rule');
      checkExternal(this, props);
      this.ports = portsOf(props);
      this.serviceEntry = new ServiceEntry(this, 'ServiceEntry', {
        metadata: this.metadataFor(''),
        hosts: props.hosts,
        ports: this.ports,
        location: ServiceEntryLocation.MESH_EXTERNAL,
        resolution: resolutionOf(props),
        endpoints: props.endpoints,
        addresses: props.addresses,
        exportTo: props.exportTo,
      });
      locate(this, () => this.makeDestinationRules());
      this.egress = this.makeEgress();
      this.egressGateway = this.egress?.gateway;
      this.egressDestinationRule = this.egress?.rule;
      if ((props.timeout ?? props.retries ?? props.fault ?? props.egressGateway) !== undefined) {
        this.makeVirtualServices();
      }
    } catch (error) {
      scope.node.tryRemoveChild(id);
      throw error;
    }
  }

  /** The DestinationRules, one for each host; none where nothing is asked of them. */
  public get destinationRules(): DestinationRule[] {
    return [...this.rules];
  }

  /** The VirtualServices, one for each host; none where there is neither a timeout, nor retries, faults or an egress gateway. */
  public get virtualServices(): VirtualService[] {
    return [...(this.routes ?? [])];
  }

  /**
   * One of its hosts, as a destination of other routes. Destinations of a service with several ports have to name one.
   *
   * @throws if it has no such host or port, or several hosts and none is chosen.
   */
  public backend(options: ServiceEntryBackendOptions = {}): Backend {
    return this.serviceEntry.backend(options);
  }

  /**
   * Plays a fault to requests on their way out of the client; `FaultInjection` calls it.
   *
   * @throws if no proxy sees requests to the service, or a request could be meant by this fault and one that is there already.
   */
  public injectFault(fault: RequestFault): void {
    checkSeesRequests(this, this.ports, `fault ${fault.name}`);
    const virtualServices = this.routes ?? this.makeVirtualServices();
    // Behind an egress gateway the requests pass two proxies, and one of them shall play the fault.
    const routes = fault.routes ?? (this.egress === undefined ? undefined : [TO_SERVICE]);
    virtualServices.forEach((virtualService) => virtualService._injectFault({ ...fault, routes }));
  }

  private makeDestinationRules(): void {
    const { hosts, tlsOrigination, trafficPolicy, exportTo } = this.props;
    if (tlsOrigination === undefined && trafficPolicy === undefined) {
      return;
    }
    hosts.forEach((host, index) => {
      const rule = new DestinationRule(this, `DestinationRule${numbered(index)}`, {
        metadata: this.metadataFor(`-destination-rule${numbered(index)}`),
        backend: this.serviceEntry.backend({ host }),
        trafficPolicy: this.policyFor(host),
        exportTo,
      });
      this.rules.push(rule);
    });
  }

  /** TLS port by port, so that TLS that applications begin on another one is left alone. */
  private policyFor(host: string): TrafficPolicy | undefined {
    const { tlsOrigination, trafficPolicy } = this.props;
    if (tlsOrigination === undefined) {
      return trafficPolicy;
    }
    // A port inherits nothing from the policy of the whole service.
    const { loadBalancer, connectionPool, outlierDetection } = trafficPolicy ?? {};
    const settings = { loadBalancer, connectionPool, outlierDetection, tls: tlsOrigination._tlsFor(host) };
    const plain = this.ports.filter((port) => !isTls(port));
    return { ...trafficPolicy, portLevelSettings: plain.map(({ number: port }) => ({ port, ...settings })) };
  }

  private makeEgress(): EgressPath | undefined {
    const { egressGateway, hosts, namespace = Chart.of(this).namespace } = this.props;
    if (egressGateway === undefined) {
      return undefined;
    }
    const owner = namespace === undefined ? '' : `-${namespace}`;
    return locate(
      this,
      () =>
        new EgressPath(this, {
          ...egressGateway,
          hosts,
          ports: this.ports,
          gatewayMetadata: this.metadataFor('-egress-gateway'),
          ruleMetadata: {
            ...this.metadataFor(`${owner}-egress-destination-rule`),
            namespace: egressGateway.workload.namespace,
          },
        }),
    );
  }

  private makeVirtualServices(): VirtualService[] {
    const { hosts, exportTo } = this.props;
    this.routes = hosts.map((host, index) => {
      const target = { host, ports: this.ports, entry: this.serviceEntry, egress: this.egress };
      const virtualService = new VirtualService(this, `VirtualService${numbered(index)}`, {
        metadata: this.metadataFor(`-virtual-service${numbered(index)}`),
        hosts: [host],
        gateways: this.egress && [Gateway.MESH, this.egress.gateway],
        http: locate(this, () => httpRoutesTo(target, this.props)),
        tls: tlsRoutesTo(target),
        exportTo,
      });
      claimMeshRoutes(virtualService, [], [host], exportTo);
      if (this.egress !== undefined) {
        claimRoutes(virtualService, this.egress.gateway, [host]);
      }
      return virtualService;
    });
    return this.routes;
  }

  private metadataFor(suffix: string): ApiObjectMetadata {
    const { namespace, labels, annotations } = this.props;
    return { name: `${this.baseName}${suffix}`, namespace, labels, annotations };
  }
}

/** The first of several has no number, so that it keeps its name when another one is added. */
function numbered(index: number): string {
  return index === 0 ? '' : `-${index + 1}`;
}
