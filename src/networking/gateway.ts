import { Construct } from 'constructs';
import * as networking from '../../imports/networking';
import { IBoundCredential, ICredential } from '../credentials/credential-interface';
import { assume } from '../kernel/assumption';
import { misuse } from '../kernel/errors';
import { IIstioResource, IstioResource, IstioResourceProps } from '../kernel/istio-resource';
import { checkLabelName } from '../kernel/kube-name';
import { GatewayWorkload, IGatewayWorkload } from './gateway-workload';
import { Server } from './server';
import { checkList } from '../kernel/value-type';
import { checkCredential, checkServer } from './private/argument-types';
import { ImportedResource } from './private/imported-resource';

/**
 * A Gateway that routes can be attached to: made here, referred to, or `Gateway.MESH`.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/
 */
export interface IGateway extends IIstioResource {}

/** Which Gateway of the cluster is meant. */
export interface GatewayReferenceOptions {
  /**
   * The Gateway's namespace.
   *
   * @default - the chart's namespace.
   */
  readonly namespace?: string;
}

/** What a {@link Gateway} is made of. */
export interface GatewayProps extends IstioResourceProps {
  /**
   * The pods that serve it.
   *
   * @default - Istio's ingress gateway, `GatewayWorkload.ingress()`.
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Gateway-selector
   */
  readonly workload?: IGatewayWorkload;

  /**
   * What its pods listen for: ports, protocols and hosts; more can be added with `addServer()`.
   *
   * @default - none yet; a Gateway without servers fails at synth.
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Gateway-servers
   */
  readonly servers?: Server[];
}

interface BoundServer {
  readonly server: Server;
  readonly credentialNames: readonly string[];
}

/**
 * Ports, hosts and TLS at the edge of the mesh; VirtualServices attach routes to it.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/
 */
export class Gateway extends IstioResource implements IGateway {
  /** The reserved gateway `mesh`: routes apply to the sidecars inside the mesh. */
  public static readonly MESH: IGateway = { name: 'mesh' };

  /**
   * A Gateway that something else puts into the cluster.
   *
   * @throws if the name or namespace is not an RFC 1123 label.
   */
  public static fromGatewayName(
    scope: Construct,
    id: string,
    name: string,
    options: GatewayReferenceOptions = {},
  ): IGateway {
    return new ImportedResource(scope, id, 'Gateway', name, options.namespace, checkLabelName);
  }

  /** The pods that serve it. */
  public readonly workload: IGatewayWorkload;

  private readonly servers: BoundServer[] = [];
  private readonly credentials: Array<{ readonly source: ICredential; readonly bound: IBoundCredential }> = [];

  /**
   * @throws if its name is not an RFC 1123 label, or a server does not fit; see `addServer()`.
   */
  public constructor(scope: Construct, id: string, props: GatewayProps = {}) {
    super(scope, id, networking.Gateway, props);
    this.workload = props.workload ?? GatewayWorkload.ingress();
    checkLabelName(this.name, 'the name of a Gateway', this.node.path);
    checkList(props.servers, 'servers', this)?.forEach((server) => this.addServer(server));
  }

  /**
   * Adds a server, and places the Secrets of its credentials beside the gateway's pods.
   *
   * @throws if the gateway's Service does not open the port, another server has its name or speaks something else on its port,
   * a host is served there already, or a certificate does not cover a host.
   */
  public addServer(server: Server): void {
    this.checkPort(checkServer(server, this));
    for (const { server: other } of this.servers) {
      this.checkBeside(server, other);
    }
    const credentials = server._tls?._certificate?._credentials ?? [];
    const credentialNames = credentials.map((credential, index) => this.bind(credential, server, index));
    this.servers.push({ server, credentialNames });
  }

  /** Binds a credential, once for all servers that are given the same one; returns the name of its Secret. */
  private bind(source: ICredential, server: Server, index: number): string {
    const known = this.credentials.find((entry) => entry.source === source)?.bound;
    const bound = (known ?? checkCredential(source, this)).bind(this, {
      id: `credential-${server.portName}${index === 0 ? '' : `-${index + 1}`}`,
      namespace: this.workload.namespace,
      hosts: server.hosts,
      clientCa: server._tls?._clientCa,
    });
    if (known === undefined) {
      this.credentials.push({ source, bound });
    }
    return bound.credentialName;
  }

  /** The pods of an installed gateway, their Service and Secrets that are there already: they are referred to, and not made here. */
  private assumeOutside(): void {
    const { namespace, selector, ports } = this.workload;
    const name = Object.values(selector).join('-') || 'gateway';
    if (this.workload instanceof GatewayWorkload) {
      assume(this, () => ({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, namespace, labels: selector },
        spec: {},
      }));
      assume(this, () => ({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, namespace },
        spec: { selector, ports: ports.map((port) => ({ port })) },
      }));
    }
    for (const { bound } of this.credentials.filter((credential) => credential.bound.apiObject === undefined)) {
      assume(this, () => ({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: bound.credentialName, namespace: bound.namespace },
      }));
    }
  }

  private checkPort(server: Server): void {
    const opened = this.workload.ports;
    if (server._bind === undefined && !opened.includes(server.port)) {
      throw misuse({
        at: this,
        rule: 'the Service of the gateway does not open the port of this server',
        received: server.port,
        fix: `use one of ${opened.join(', ')}, or declare the port: GatewayWorkload.of({ ports: [...] })`,
      });
    }
  }

  private checkBeside(server: Server, other: Server): void {
    if (server.portName === other.portName) {
      throw misuse({
        at: this,
        rule: 'the port names of the servers of a Gateway must differ',
        received: server.portName,
        fix: 'give the second server a `portName` of its own',
      });
    }
    if (server.port !== other.port || server._bind !== other._bind) {
      return;
    }
    if (server._isPlainHttp !== other._isPlainHttp) {
      throw misuse({
        at: this,
        rule: `port ${server.port} can't be plain HTTP and something else at once`,
        received: `${other.portName} (${other.protocol}) and ${server.portName} (${server.protocol})`,
        fix: 'move one of the servers to another port',
      });
    }
    const shared = server.hosts.find((host) => other.hosts.includes(host));
    if (shared !== undefined) {
      throw misuse({
        at: this,
        rule: `another server of port ${server.port} has this host already, and Istio would drop one of them`,
        received: shared,
        fix: `list it in ${other.portName} or in ${server.portName}, not in both`,
      });
    }
  }

  /** @internal */
  protected override _renderSpec(): networking.GatewaySpec {
    if (this.servers.length === 0) {
      throw misuse({ at: this, rule: 'a Gateway needs at least one server', received: [], fix: 'call addServer()' });
    }
    this.assumeOutside();
    return {
      selector: this.workload.selector,
      servers: this.servers.map(({ server, credentialNames }) => server._render(credentialNames)),
    };
  }
}
