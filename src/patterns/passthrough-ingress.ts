import { Construct } from 'constructs';
import { locate, misuse, show } from '../kernel/errors';
import { isWithin } from '../kernel/host-match';
import { Backend } from '../networking/backend';
import { IGateway } from '../networking/gateway';
import { RouteDestination } from '../networking/route-destination';
import { Server } from '../networking/server';
import { ServerTls } from '../networking/server-tls';
import { TlsRoute } from '../networking/tls-route';
import { VirtualService } from '../networking/virtual-service';
import { IngressObjectsProps } from './ingress-objects';
import { claimRoutes } from './private/claim-ingress';
import {
  checkExistingGateway,
  checkIngressHosts,
  gatewayFor,
  objectMetadata,
  objectNames,
} from './private/ingress-objects';
import { passthroughFaults, validateDestinations } from './private/protocol-of-port';
import { soleDestination } from './private/sole-destination';

/** What a {@link PassthroughIngress} is made of. */
export interface PassthroughIngressProps extends IngressObjectsProps {
  /** The server names that clients ask for in the TLS handshake, wildcards such as `*.example.com` included. */
  readonly hosts: string[];

  /**
   * Where connections go, whichever of the hosts they ask for. It ends TLS, and has the certificate.
   *
   * @default - nowhere; each host then needs a `route()`.
   */
  readonly backend?: Backend;

  /**
   * The port, as the gateway's Service opens it.
   *
   * @default 443
   */
  readonly port?: number;
}

/**
 * TLS that the gateway hands on, chosen by the server name (SNI), to backends that end it themselves: a Gateway and a VirtualService
 * with TLS routes. The gateway needs no certificate and sees no requests, so there are no paths, headers, retries or faults to speak of.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/ingress-sni-passthrough/
 */
export class PassthroughIngress extends Construct {
  /** The Gateway that the routes are attached to: its own, or the existing one. */
  public readonly gateway: IGateway;

  /** The routes. */
  public readonly virtualService: VirtualService;

  private readonly hosts: string[];
  private readonly routed = new Set<string>();

  /**
   * @throws if a host, a name or the port is not as it has to be, or props do not go together; the message has the construct path, the
   * value received, the rule and the fix.
   */
  public constructor(scope: Construct, id: string, props: PassthroughIngressProps) {
    super(scope, id);
    try {
      checkIngressHosts(this, props.hosts);
      checkExistingGateway(this, props, ['port']);
      this.hosts = [...props.hosts];
      const names = objectNames(this, props);
      const { hosts, port } = props;
      this.gateway = gatewayFor(this, props, names.gateway, () => Server.tls(ServerTls.passthrough(), { hosts, port }));
      this.virtualService = new VirtualService(this, 'VirtualService', {
        metadata: objectMetadata(props, names.virtualService),
        gateways: [this.gateway],
        hosts: props.hosts,
      });
      if (props.backend !== undefined) {
        this.addRoute(this.hosts, soleDestination(this, props.backend));
      }
      this.node.addValidation({ validate: () => this.faults() });
      claimRoutes(this.virtualService, this.gateway, this.hosts);
    } catch (error) {
      scope.node.tryRemoveChild(id);
      throw error;
    }
  }

  /**
   * Sends connections for a server name to a backend; for one of the hosts, or a narrower one, such as `a.example.com` where
   * `*.example.com` is a host. The most specific name wins, in whatever order they are added.
   *
   * @throws if the name is not within the hosts, or has a route already.
   */
  public route(host: string, backend: Backend): void {
    this.routeTo(host, soleDestination(this, backend));
  }

  /**
   * Like `route()`, to several destinations that share the connections by their weights, such as subsets.
   *
   * @throws for what `route()` throws, and if the weights are not as they have to be.
   */
  public routeTo(host: string, destinations: RouteDestination[]): void {
    if (!this.hosts.some((served) => isWithin(host.toLowerCase(), served.toLowerCase()))) {
      throw misuse({
        at: this,
        rule: 'a route must be for a host of the ingress, or for a narrower one',
        received: host,
        fix: `choose one within ${show(this.hosts)}, or add it to \`hosts\``,
      });
    }
    this.addRoute([host], destinations);
  }

  private addRoute(sniHosts: string[], destinations: RouteDestination[]): void {
    const taken = sniHosts.find((host) => this.routed.has(host.toLowerCase()));
    if (taken !== undefined) {
      throw misuse({
        at: this,
        rule: 'a server name may have one route, because Istio drops the second one',
        received: taken,
        fix: 'share the connections with routeTo(); for a route of its own for each host leave `backend` out',
      });
    }
    const match = [{ sniHosts }];
    this.virtualService.addTlsRoute(locate(this, () => TlsRoute.split(destinations, { match })));
    sniHosts.forEach((host) => this.routed.add(host.toLowerCase()));
    validateDestinations(this, destinations, passthroughFaults);
  }

  private faults(): string[] {
    const idle = this.hosts.filter((host) => !this.isRouted(host.toLowerCase()));
    return idle.map(
      (host) =>
        misuse({
          rule: 'a host without a route refuses every connection',
          received: host,
          fix: 'give a `backend`, call route() for it, or take it out of `hosts`',
        }).message,
    );
  }

  /** A wildcard may also have routes for some of its names only. */
  private isRouted(host: string): boolean {
    return [...this.routed].some((name) => isWithin(name, host));
  }
}
