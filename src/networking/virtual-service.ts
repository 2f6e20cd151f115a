import { Construct, IValidation } from 'constructs';
import * as networking from '../../imports/networking';
import { locate } from '../kernel/errors';
import { IstioResource, RenderContext } from '../kernel/istio-resource';
import { checkObjectName } from '../kernel/kube-name';
import { withOverrides } from '../kernel/merge';
import { checkList } from '../kernel/value-type';
import { Backend } from './backend';
import { ExportTo, renderExportTo } from './export-to';
import { IGateway } from './gateway';
import { HttpRoute } from './http-route';
import { checkBackend, checkGateway, checkRoute } from './private/argument-types';
import { checkApart, injectFaults } from './private/injected-faults';
import { gatewayName } from './private/reference-name';
import { PlainHttpRedirect, redirectExceptChallenges } from './private/redirect-except-challenges';
import { mostSpecificFirst } from './private/specificity';
import { checkRouteHost } from './private/route-host';
import { faultsOfVirtualService } from './private/virtual-service-faults';
import { RequestFault } from './request-fault';
import { RouteOrder } from './route-order';
import { TcpRoute } from './tcp-route';
import { TlsRoute } from './tls-route';
import { VirtualServiceProps } from './virtual-service-props';
import { IVirtualService } from './virtual-service-reference';
import { ImportedResource } from './private/imported-resource';

/** Which VirtualService of the cluster is meant. */
export interface VirtualServiceReferenceOptions {
  /**
   * The VirtualService's namespace.
   *
   * @default - the chart's namespace.
   */
  readonly namespace?: string;
}

/**
 * What becomes of requests for hosts: routes at gateways and inside the mesh.
 *
 * At synth it fails if it has no route; a host twice, or within another; host `*` inside the mesh; a match for a gateway that
 * it does not list; an SNI host outside its hosts; a claim of a JWT anywhere but at gateways; or if it is a delegate with
 * gateways, TLS routes, TCP routes or delegates of its own.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/
 */
export class VirtualService extends IstioResource implements IVirtualService {
  /**
   * A VirtualService that something else puts into the cluster.
   *
   * @throws if the name or namespace is not one Kubernetes takes.
   */
  public static fromVirtualServiceName(
    scope: Construct,
    id: string,
    name: string,
    options: VirtualServiceReferenceOptions = {},
  ): IVirtualService {
    return new ImportedResource(scope, id, 'VirtualService', name, options.namespace, checkObjectName);
  }

  private hosts: string[] | undefined;
  private services: Backend[] | undefined;
  private gateways: IGateway[] | undefined;
  private http: HttpRoute[] | undefined;
  private tls: TlsRoute[] | undefined;
  private tcp: TcpRoute[] | undefined;
  private requestFaults: RequestFault[] | undefined;
  private plainHttpRedirect: PlainHttpRedirect | undefined;
  private readonly routeOrder: RouteOrder;
  private readonly exportTo: readonly ExportTo[] | undefined;

  /**
   * @throws if its name is not one Kubernetes takes, or a host is not one that Istio takes.
   */
  public constructor(scope: Construct, id: string, props: VirtualServiceProps = {}) {
    super(scope, id, networking.VirtualService, props);
    this.hosts = checkList(props.hosts, 'hosts', this)?.map((host) => this.checkHost(host));
    this.services = props.services?.map((service) => checkBackend(service, 'a service', this));
    this.gateways = checkList(props.gateways, 'gateways', this)?.map((gateway) => checkGateway(gateway, this));
    this.http = checkList(props.http, 'http', this)?.map((route) => checkRoute(route, 'an HttpRoute', this));
    this.routeOrder = props.routeOrder ?? RouteOrder.AS_ADDED;
    this.tls = checkList(props.tls, 'tls', this)?.map((route) => checkRoute(route, 'a TlsRoute', this));
    this.tcp = checkList(props.tcp, 'tcp', this)?.map((route) => checkRoute(route, 'a TcpRoute', this));
    this.exportTo = props.exportTo && [...props.exportTo];
    checkObjectName(this.name, 'the name of a VirtualService', this.node.path);
    this.node.addValidation(new FaultsOf(this));
  }

  /**
   * Adds a host; see `hosts` of the props.
   *
   * @throws if it is not one that Istio takes.
   */
  public addHost(host: string): void {
    (this.hosts ??= []).push(this.checkHost(host));
  }

  /**
   * Adds a backend whose own host is meant.
   *
   * @throws if the value is of another type.
   */
  public addService(service: Backend): void {
    (this.services ??= []).push(checkBackend(service, 'a service', this));
  }

  /**
   * Adds a gateway that the routes apply to.
   *
   * @throws if the value is of another type.
   */
  public addGateway(gateway: IGateway): void {
    (this.gateways ??= []).push(checkGateway(gateway, this));
  }

  /**
   * Adds a route for HTTP, behind those there are unless `routeOrder` says otherwise.
   *
   * @throws if the value is of another type.
   */
  public addHttpRoute(route: HttpRoute): void {
    checkRoute(route, 'an HttpRoute', this);
    if (this.http === undefined) {
      // A list that is made by pushing has room for 16 more, and most have one route.
      this.http = [route];
    } else {
      this.http.push(route);
    }
  }

  /**
   * Adds a route for TLS behind those there are.
   *
   * @throws if the value is of another type.
   */
  public addTlsRoute(route: TlsRoute): void {
    (this.tls ??= []).push(checkRoute(route, 'a TlsRoute', this));
  }

  /**
   * Adds a route for TCP behind those there are.
   *
   * @throws if the value is of another type.
   */
  public addTcpRoute(route: TcpRoute): void {
    (this.tcp ??= []).push(checkRoute(route, 'a TcpRoute', this));
  }

  /**
   * Plays a fault to a part of the requests, whichever routes they take: for each of those a copy that carries it is rendered.
   *
   * @throws if a request could be meant by this fault and one that is there already.
   * @internal
   */
  public _injectFault(fault: RequestFault): void {
    const copy = { ...fault, match: fault.match && [...fault.match], routes: fault.routes && [...fault.routes] };
    checkApart(copy, this.requestFaults ?? [], { owner: this, namespace: this.namespace });
    (this.requestFaults ??= []).push(copy);
  }

  /**
   * Redirects plain HTTP at a gateway to HTTPS, ahead of all routes, but for challenges of ACME; the routes take HTTPS only there.
   *
   * @internal
   */
  public _redirectPlainHttp(redirect: PlainHttpRedirect): void {
    this.plainHttpRedirect = redirect;
  }

  private checkHost(host: string): string {
    return locate(this, () => checkRouteHost(host, 'a host of a VirtualService'));
  }

  /** @internal */
  protected override _renderSpec(): networking.VirtualServiceSpec {
    const context: RenderContext = { owner: this, namespace: this.namespace };
    const spec: networking.VirtualServiceSpec = {
      hosts: this.renderHosts(context),
      gateways: this.renderGateways(context),
      http: this.renderHttp(context),
      tls: this.tls?.map((route) => route._render(context)),
      tcp: this.tcp?.map((route) => route._render(context)),
      exportTo: this.exportTo && renderExportTo(this.exportTo, context, { nowhereAllowed: false }),
    };
    return spec;
  }

  private renderHttp(context: RenderContext): networking.HttpRoute[] | undefined {
    const ordered = this.orderedRoutes()?.map((route) => route._render(context));
    const routes =
      this.requestFaults === undefined ? ordered : injectFaults(ordered ?? [], this.requestFaults, context);
    if (this.plainHttpRedirect === undefined) {
      return routes;
    }
    return redirectExceptChallenges(routes ?? [], this.plainHttpRedirect, this.gateways ?? [], context);
  }

  private orderedRoutes(): HttpRoute[] | undefined {
    return this.routeOrder === RouteOrder.AS_ADDED ? this.http : this.http && mostSpecificFirst(this.http);
  }

  private renderGateways(context: RenderContext): string[] | undefined {
    return this.gateways?.map((gateway) => gatewayName(gateway, context));
  }

  private renderHosts(context: RenderContext): string[] | undefined {
    if (this.services === undefined && this.hosts === undefined) {
      return undefined;
    }
    return [...(this.services ?? []).map((service) => service._host(context)), ...(this.hosts ?? [])];
  }

  /** What cannot be as it is, once everything is added. @internal */
  public _faults(): string[] {
    const context: RenderContext = { owner: this, namespace: this.namespace };
    const hosts = this.renderHosts(context) ?? [];
    this.renderGateways(context);
    const delegates: ReadonlyArray<HostedVirtualService | undefined> = (this.http ?? []).map(
      (route) => route._delegate,
    );
    const hosted = delegates.flatMap((delegate) => (delegate?._hasHosts === true ? [delegate.name] : []));
    if (hosted.length === 0 && this.isPlain(hosts)) {
      return [];
    }
    return faultsOfVirtualService(withOverrides(this._renderSpec(), this._overrides), hosted);
  }

  /**
   * Whether nothing in it can contradict anything else: cdk8s validates several times in a synth, and most VirtualServices have
   * different hosts without wildcards, and HTTP routes that name no gateway or claim; or are delegates that delegate no further.
   */
  private isPlain(hosts: readonly string[]): boolean {
    const routes = this.http ?? [];
    const others = this.tls ?? this.tcp ?? this.exportTo ?? this.requestFaults ?? this._overrides;
    if (routes.length === 0 || others !== undefined || routes.some((route) => route._isTelling)) {
      return false;
    }
    if (hosts.length === 0) {
      return (this.gateways ?? []).length === 0 && routes.every((route) => route._delegate === undefined);
    }
    return new Set(hosts).size === hosts.length && !hosts.some((host) => host.startsWith('*'));
  }

  /** Whether it has hosts of its own, so that nothing can be delegated to it. @internal */
  public get _hasHosts(): boolean {
    return (this.hosts ?? []).length + (this.services ?? []).length > 0;
  }
}

/** An object of its own is a third of what a function in an object takes. */
class FaultsOf implements IValidation {
  constructor(private readonly virtualService: VirtualService) {}

  public validate(): string[] {
    return this.virtualService._faults();
  }
}

/** A VirtualService as routes know it; only of one that is made here it is known whether it has hosts. */
interface HostedVirtualService extends IVirtualService {
  readonly _hasHosts?: boolean;
}
