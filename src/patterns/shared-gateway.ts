import { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { IBoundCredential, ICredential } from '../credentials/credential-interface';
import { locate, misuse } from '../kernel/errors';
import { checkList } from '../kernel/value-type';
import { Backend } from '../networking/backend';
import { Gateway, IGateway } from '../networking/gateway';
import { GatewayWorkload, IGatewayWorkload } from '../networking/gateway-workload';
import { HttpMatch } from '../networking/http-match';
import { HttpMatchConditions } from '../networking/http-match-conditions';
import { HttpRoute } from '../networking/http-route';
import { RouteOrder } from '../networking/route-order';
import { VirtualService } from '../networking/virtual-service';
import { IVirtualService } from '../networking/virtual-service-reference';
import { DelegatedRoutes } from './delegated-routes';
import { HostRegistry } from './host-registry';
import { IngressRouteOptions } from './ingress-route';
import { AdmittedHosts } from './private/admitted-hosts';
import { claimRoutes, claimServers } from './private/claim-ingress';
import { checkDelegation, pathKey } from './private/delegation';
import { patternName } from './private/pattern-name';
import { validateDestinations } from './private/protocol-of-port';
import { protocolFaults } from './private/protocol-faults';
import { soleDestination } from './private/sole-destination';
import { SharedServers, checkGroup, checkIssuable, checkShared, scoped, serversOf } from './private/shared-servers';
import { SharedGatewayProps, SharedHosts } from './shared-gateway-props';

/** The routes of one host that belong to the owner of the gateway. */
interface Root {
  readonly virtualService: VirtualService;
  readonly paths: Set<string>;
}

/**
 * One Gateway that many teams attach routes to, owned by whoever owns its hosts and certificates. It says which namespaces may have which
 * host; in return teams have
 *
 * - whole hosts: `new SecureIngress(chart, 'shop', { gateway: shared, hosts: [...], backend })` in a namespace that the hosts are open
 *   to (or `GrpcIngress`, or a VirtualService);
 * - paths of a host: `DelegatedRoutes` in their namespace, which `delegate()` hands requests to.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Server-hosts
 */
export class SharedGateway extends Construct implements IGateway {
  /** The object that its hosts are servers of. */
  public readonly gateway: Gateway;

  /** The pods of the gateway. */
  public readonly workload: IGatewayWorkload;

  private readonly props: SharedGatewayProps;
  private readonly hosts: string[] = [];
  private admitted?: AdmittedHosts;
  private readonly roots = new Map<string, Root>();
  private readonly baseName: string;
  private readonly suffixes = new Set<string>();
  private readonly credentials = new Map<ICredential, IBoundCredential>();

  /**
   * @throws if a host, a namespace, a name or a certificate is not as it has to be, or props do not go together; the message has the
   * construct path, the value received, the rule and the fix.
   */
  public constructor(scope: Construct, id: string, props: SharedGatewayProps = {}) {
    super(scope, id);
    try {
      const { hosts, ...others } = props;
      this.props = others;
      this.baseName = patternName(this, props.name);
      checkList(hosts, 'hosts', this);
      checkShared(this, props);
      hosts?.forEach((group) => checkGroup(this, group));
      this.workload = props.workload ?? GatewayWorkload.ingress();
      this.gateway = new Gateway(this, 'Gateway', { metadata: this.metadataFor(''), workload: this.workload });
      hosts?.forEach((group) => this.addHosts(group));
    } catch (error) {
      scope.node.tryRemoveChild(id);
      throw error;
    }
  }

  /** The Gateway's name. */
  public get name(): string {
    return this.gateway.name;
  }

  /**
   * The Gateway's namespace.
   *
   * @default - the namespace that the manifest is applied to.
   */
  public get namespace(): string | undefined {
    return this.gateway.namespace;
  }

  /** The VirtualServices of the hosts that `route()` and `delegate()` have given routes. */
  public get virtualServices(): VirtualService[] {
    return [...this.roots.values()].map(({ virtualService }) => virtualService);
  }

  /**
   * Adds hosts.
   *
   * @throws if a host is served already, a host or a namespace is malformed, or the certificate does not cover a host.
   */
  public addHosts(group: SharedHosts): void {
    checkGroup(this, group);
    const suffix = this.suffixFor(group);
    const id = `Credential${suffix}`;
    try {
      // One source makes one Secret, however many groups share it.
      const source = this.credentials.get(group.credential) ?? group.credential;
      const credential = source.bind(this, {
        id,
        namespace: this.workload.namespace,
        hosts: group.hosts,
        defaultName: `${this.baseName}${suffix}-credential`,
      });
      checkIssuable(this, this.props, credential);
      this.addServers(locate(this, () => serversOf(group, suffix, credential, this.props)));
      this.credentials.set(group.credential, credential);
    } catch (error) {
      this.node.tryRemoveChild(id);
      throw error;
    }
    this.suffixes.add(suffix);
    this.hosts.push(...scoped(group));
    this.admitted = undefined;
  }

  /**
   * Sends requests for a path of a host, and for all paths below it, to a backend: `/api` takes `/api` and `/api/users`, but not `/apix`.
   * The routes of a host are in one VirtualService in the gateway's namespace, most specific first.
   *
   * @throws if the host is not open to the gateway's own namespace, the path does not begin with `/` or has a route already, or an
   * option is not as Istio takes it.
   */
  public route(host: string, path: string, backend: Backend, options: IngressRouteOptions = {}): void {
    const { conditions, ...policies } = options;
    const [{ destination }] = soleDestination(this, backend);
    this.addRoute(host, path, conditions, (match) => HttpRoute.to(destination, { ...policies, match: [match] }));
    validateDestinations(this, [{ destination }], protocolFaults);
  }

  /**
   * Leaves the requests for a path of a host, and for all paths below it, to the routes of a team. What those do not take goes on to the
   * next wider path of the host. Options count for routes of the team that have none of their own.
   *
   * @throws if the host is not open to the gateway's own namespace, the path does not begin with `/` or has a route already, the routes
   * are for other paths, or an option is not as Istio takes it.
   */
  public delegate(host: string, path: string, routes: IVirtualService, options: IngressRouteOptions = {}): void {
    checkDelegation(this, path, routes instanceof DelegatedRoutes ? routes.path : undefined, options);
    const { conditions, ...policies } = options;
    this.addRoute(host, path, conditions, (match) => HttpRoute.delegate(routes, { ...policies, match: [match] }));
  }

  /** What tells the servers and the Secret of a group from those of other groups. */
  private suffixFor({ name }: SharedHosts): string {
    const count = this.suffixes.size + 1;
    const suffix = name === undefined ? (count === 1 ? '' : `-${count}`) : `-${name}`;
    if (this.suffixes.has(suffix)) {
      throw misuse({
        at: this,
        rule: 'the groups of hosts of a gateway must have different names',
        received: name ?? `number ${count}`,
        fix: 'give this one another `name`',
      });
    }
    return suffix;
  }

  private addServers({ redirecting, serving }: SharedServers): void {
    [...redirecting, ...serving].forEach((server) => this.gateway.addServer(server));
    claimServers(this, this.gateway, serving);
    for (const { port, protocol, hosts } of redirecting) {
      HostRegistry.of(this).claimHosts({ owner: this, workload: this.workload, port, protocol, hosts });
    }
  }

  private addRoute(
    host: string,
    path: string,
    conditions: HttpMatchConditions | undefined,
    make: (match: HttpMatch) => HttpRoute,
  ): void {
    const route = locate(this, () => make(HttpMatch.pathPrefix(path, conditions)));
    const root = this.rootOf(host);
    if (conditions === undefined) {
      this.claim(root, host, path);
    }
    root.virtualService.addHttpRoute(route);
  }

  private claim({ paths }: Root, host: string, path: string): void {
    const key = pathKey(path);
    if (paths.has(key)) {
      throw misuse({
        at: this,
        rule: `a path of a host may have one route, because the first would take all requests: ${host}`,
        received: path,
        fix: 'take another path, or give the routes `conditions`',
      });
    }
    paths.add(key);
  }

  private rootOf(host: string): Root {
    const key = host.toLowerCase();
    const known = this.roots.get(key);
    if (known !== undefined) {
      return known;
    }
    const admitted = (this.admitted ??= new AdmittedHosts(this.namespace, this.hosts));
    if (!admitted.admits(host, this.namespace ?? '.')) {
      throw misuse({
        at: this,
        rule: 'a host whose paths are routed here has to be served, and open to the namespace of the gateway',
        received: host,
        fix: `add it to \`hosts\` without \`namespaces\`; there are ${admitted.describe().join('; ') || 'none yet'}`,
      });
    }
    const virtualService = new VirtualService(this, `VirtualService-${key}`, {
      metadata: this.metadataFor(`-${key.replace(/^\*\.?/, 'wildcard-').replace(/-$/, '')}`),
      gateways: [this.gateway],
      hosts: [host],
      routeOrder: RouteOrder.MOST_SPECIFIC_FIRST,
    });
    claimRoutes(virtualService, this.gateway, [host]);
    const root = { virtualService, paths: new Set<string>() };
    this.roots.set(key, root);
    return root;
  }

  private metadataFor(suffix: string): ApiObjectMetadata {
    const { namespace, labels, annotations } = this.props;
    return { name: `${this.baseName}${suffix}`, namespace, labels, annotations };
  }
}
