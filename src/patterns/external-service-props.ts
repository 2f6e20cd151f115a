import { Duration } from 'cdk8s';
import { Backend } from '../networking/backend';
import { Endpoint } from '../networking/endpoint';
import { ExportTo } from '../networking/export-to';
import { IGatewayWorkload } from '../networking/gateway-workload';
import { HttpFault } from '../networking/http-fault';
import { HttpRetry } from '../networking/http-retry';
import { ServiceEntryResolution } from '../networking/service-entry-resolution';
import { ServicePort } from '../networking/service-port';
import { TrafficPolicy } from '../networking/traffic-policy';
import { TlsOrigination } from './tls-origination';

/** The egress gateway that traffic to an external service leaves the mesh through. */
export interface ExternalServiceEgress {
  /**
   * The pods of the gateway: an `EgressGateway`, or `GatewayWorkload.of({ selector: { istio: 'egressgateway' } })` for the one that Istio
   * can install.
   */
  readonly workload: IGatewayWorkload;

  /**
   * The Service of the gateway.
   *
   * @default - that of an `EgressGateway`; for other workloads `istio-egressgateway` in their namespace.
   */
  readonly service?: Backend;

  /**
   * The port of the gateway's Service for HTTP, which gets there inside the mTLS of the mesh.
   *
   * @default 80
   */
  readonly httpPort?: number;

  /**
   * The port of the gateway's Service for TLS that applications begin themselves, which is handed on by its server name.
   *
   * @default 443
   */
  readonly tlsPort?: number;
}

/** What an {@link ExternalService} is made of. */
export interface ExternalServiceProps {
  /** The names that applications use: whole ones, or wildcards such as `*.example.com`; not both at once. */
  readonly hosts: string[];

  /**
   * The ports that applications use, and what they speak there.
   *
   * @default - 443 with TLS that the applications begin; with `tlsOrigination` 80 with HTTP.
   */
  readonly ports?: ServicePort[];

  /**
   * How proxies find the service.
   *
   * @default - by DNS for whole names, also for those in `endpoints`; STATIC if all `endpoints` are IP addresses; NONE for wildcards, so
   * that traffic goes where the application has looked the name up. Istio 1.30 and newer can look up the name of each request itself:
   * DYNAMIC_DNS.
   */
  readonly resolution?: ServiceEntryResolution;

  /**
   * Where the service is, if not where DNS has its hosts.
   *
   * @default - where DNS has its hosts.
   */
  readonly endpoints?: Endpoint[];

  /**
   * The addresses that applications send to. Needed for ports of plain TCP, which say no host; an empty list for proxies that answer DNS
   * (`ISTIO_META_DNS_CAPTURE`, ambient mode), where Istio gives each host an address.
   *
   * @default - none: proxies go by the host of requests, or the server name of TLS.
   */
  readonly addresses?: string[];

  /**
   * TLS that the proxy begins for the applications, on the ports of all protocols but TLS and HTTPS.
   *
   * @default - what the application sends is sent on as it is.
   */
  readonly tlsOrigination?: TlsOrigination;

  /**
   * The egress gateway that the traffic takes; at most one HTTP and one TLS port can.
   *
   * @default - it leaves the mesh from each pod.
   */
  readonly egressGateway?: ExternalServiceEgress;

  /**
   * The longest that a request may take, retries included. For HTTP ports, which are all that timeouts, retries and faults work on.
   *
   * @default - as long as it takes.
   */
  readonly timeout?: Duration;

  /**
   * How often a request is tried again that has failed.
   *
   * @default - as the mesh is configured; without that 2 times, after failures before the request was processed.
   */
  readonly retries?: HttpRetry;

  /**
   * Failures that are played to a share of the requests; `FaultInjection` picks the requests.
   *
   * @default - none.
   */
  readonly fault?: HttpFault;

  /**
   * Connection limits, outlier detection and load balancing on the way to the service.
   *
   * @default - Istio's defaults.
   */
  readonly trafficPolicy?: TrafficPolicy;

  /**
   * Which namespaces see the service. With an egress gateway, that of its pods has to.
   *
   * @default - all of them, unless the mesh says otherwise.
   */
  readonly exportTo?: ExportTo[];

  /**
   * What the names of the objects start with; the ServiceEntry has it as its name.
   *
   * @default - the construct path, in the letters that names take.
   */
  readonly name?: string;

  /**
   * The namespace of the objects, but for the DestinationRule of an egress gateway, which is in the gateway's: from there all clients
   * see it.
   *
   * @default - the chart's.
   */
  readonly namespace?: string;

  /**
   * Labels for the objects, besides the chart's.
   *
   * @default - none.
   */
  readonly labels?: { [label: string]: string };

  /**
   * Annotations for the objects.
   *
   * @default - none.
   */
  readonly annotations?: { [annotation: string]: string };
}
