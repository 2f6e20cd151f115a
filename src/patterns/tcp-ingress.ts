import { Construct } from 'constructs';
import { IBoundCredential, ICredential } from '../credentials/credential-interface';
import { locate, misuse } from '../kernel/errors';
import { checkPort } from '../kernel/port';
import { Backend } from '../networking/backend';
import { IGateway } from '../networking/gateway';
import { GatewayWorkload } from '../networking/gateway-workload';
import { RouteDestination } from '../networking/route-destination';
import { Server } from '../networking/server';
import { ServerCertificate } from '../networking/server-certificate';
import { ServerTlsOptions } from '../networking/server-tls';
import { TcpRoute } from '../networking/tcp-route';
import { VirtualService } from '../networking/virtual-service';
import { ClientCertificates } from './client-certificates';
import { IngressObjectsProps } from './ingress-objects';
import { claimRoutes } from './private/claim-ingress';
import {
  checkExistingGateway,
  checkIngressHosts,
  gatewayFor,
  objectMetadata,
  objectNames,
} from './private/ingress-objects';
import { tcpFaults, validateDestinations } from './private/protocol-of-port';
import { soleDestination } from './private/sole-destination';

/** What a {@link TcpIngress} is made of. */
export interface TcpIngressProps extends IngressObjectsProps {
  /** The port, as the gateway's Service opens it. All connections to it are meant, unless TLS is ended here. */
  readonly port: number;

  /**
   * Where connections go. Either this or `destinations`.
   *
   * @default - `destinations`.
   */
  readonly backend?: Backend;

  /**
   * Several destinations that share the connections by their weights, such as subsets.
   *
   * @default - `backend`.
   */
  readonly destinations?: RouteDestination[];

  /**
   * Where the certificate comes from to end TLS with; backends get what was inside. Its Secret lands in the namespace of the gateway's
   * pods. A credential that has no name of its own is named after the ingress, with `-credential`.
   *
   * @default - connections are handed on as they come.
   */
  readonly credential?: ICredential;

  /**
   * The server names that clients ask for in the TLS handshake: with a `credential`, or where the existing `gateway` ends TLS.
   *
   * @default - any.
   */
  readonly hosts?: string[];

  /**
   * Whether clients show certificates of their own; with a `credential`.
   *
   * @default ClientCertificates.none()
   */
  readonly clientCertificates?: ClientCertificates;

  /**
   * The TLS versions and cipher suites; with a `credential`.
   *
   * @default - TLS 1.2 and 1.3, with Envoy's cipher suites.
   */
  readonly tls?: ServerTlsOptions;
}

const OF_A_NEW_GATEWAY = ['credential', 'clientCertificates', 'tls'] as const;
const OF_TLS = ['hosts', 'clientCertificates', 'tls'] as const;
const ANY_HOST = '*';

/**
 * A TCP port at the ingress gateway, with TLS ended there or without TLS, and the route from there to a backend: a Gateway and a
 * VirtualService with a TCP route.
 *
 * Plain TCP says no host, so that one port of the gateway's pods has one such ingress.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/tcp-traffic-shifting/
 */
export class TcpIngress extends Construct {
  /** The Gateway that the route is attached to: its own, or the existing one. */
  public readonly gateway: IGateway;

  /** The route. */
  public readonly virtualService: VirtualService;

  /**
   * The certificate, to be shared with other ingresses on the same gateway pods.
   *
   * @default - undefined without TLS, and on an existing Gateway.
   */
  public readonly credential?: ICredential;

  /**
   * @throws if the port, a host, a name, a weight or the certificate is not as it has to be, or props do not go together; the message
   * has the construct path, the value received, the rule and the fix.
   */
  public constructor(scope: Construct, id: string, props: TcpIngressProps) {
    super(scope, id);
    try {
      checkProps(this, props);
      const names = objectNames(this, props);
      const hosts = props.hosts ?? [ANY_HOST];
      const destinations = destinationsOf(this, props);
      const match = [{ port: checkPort(props.port, 'the port of an ingress', this.node.path) }];
      const tcp = [locate(this, () => TcpRoute.split(destinations, { match }))];

      const credential = props.credential?.bind(this, {
        namespace: (props.workload ?? GatewayWorkload.ingress()).namespace,
        hosts,
        defaultName: names.credential,
      });
      this.credential = credential;
      this.gateway = gatewayFor(this, props, names.gateway, () => serverOf(props, hosts, credential));
      this.virtualService = new VirtualService(this, 'VirtualService', {
        metadata: objectMetadata(props, names.virtualService),
        gateways: [this.gateway],
        hosts,
        tcp,
      });
      validateDestinations(this, destinations, tcpFaults);
      claimRoutes(this.virtualService, this.gateway, hosts);
    } catch (error) {
      scope.node.tryRemoveChild(id);
      throw error;
    }
  }
}

function checkProps(at: Construct, props: TcpIngressProps): void {
  checkExistingGateway(at, props, OF_A_NEW_GATEWAY);
  if ((props.backend === undefined) === (props.destinations === undefined)) {
    throw misuse({
      at,
      rule: 'connections go to a `backend`, or to several `destinations`',
      received: props.backend === undefined ? 'neither' : 'both',
      fix: 'give one of the two',
    });
  }
  if (props.hosts !== undefined) {
    checkIngressHosts(at, props.hosts);
  }
  if (props.gateway === undefined) {
    checkTls(at, props);
  }
}

function checkTls(at: Construct, props: TcpIngressProps): void {
  const surplus = OF_TLS.filter((name) => props[name] !== undefined);
  if (props.credential === undefined && surplus.length > 0) {
    throw misuse({
      at,
      rule: `plain TCP has no TLS handshake, so these say nothing: ${surplus.join(', ')}`,
      received: `no credential, but ${surplus.join(', ')}`,
      fix: 'add `credential` to end TLS, leave them out, or use PassthroughIngress for TLS that is handed on',
    });
  }
  if (props.credential !== undefined && props.hosts === undefined) {
    throw misuse({
      at,
      rule: 'where TLS is ended, clients ask for a server name',
      received: 'a credential without hosts',
      fix: "add `hosts`, such as ['db.example.com'], or leave `credential` out",
    });
  }
}

function destinationsOf(at: Construct, { backend, destinations }: TcpIngressProps): RouteDestination[] {
  return backend === undefined ? [...(destinations ?? [])] : soleDestination(at, backend);
}

function serverOf(props: TcpIngressProps, hosts: string[], credential: IBoundCredential | undefined): Server {
  const { port, clientCertificates, tls } = props;
  if (credential === undefined) {
    return Server.tcp({ hosts, port });
  }
  const clients = clientCertificates ?? ClientCertificates.none();
  return Server.tls(clients._tls(ServerCertificate.credential(credential), tls ?? {}), { hosts, port });
}
