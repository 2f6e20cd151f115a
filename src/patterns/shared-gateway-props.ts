import { ICredential } from '../credentials/credential-interface';
import { IGatewayWorkload } from '../networking/gateway-workload';
import { ServerTlsOptions } from '../networking/server-tls';
import { ClientCertificates } from './client-certificates';
import { PlainHttp } from './plain-http';

/** Hosts of a {@link SharedGateway} that have a certificate and an audience in common. */
export interface SharedHosts {
  /** The hosts, wildcards such as `*.example.com` included. */
  readonly hosts: string[];

  /**
   * Where the certificate comes from; its Secret lands in the namespace of the gateway's pods. A credential that has no name of its own
   * is named after the gateway and this group, with `-credential`.
   */
  readonly credential: ICredential;

  /**
   * The namespaces whose VirtualServices may have these hosts; `*` for all. List the gateway's own as well, if it shall have them too.
   *
   * @default - the gateway's own: others get paths of the hosts by `delegate()`.
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Server-hosts
   */
  readonly namespaces?: string[];

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

  /**
   * A name for the group, unique in the gateway: the ports of its servers are named `https-<name>` and `http-<name>`.
   *
   * @default - none for the first group, then its number: `https`, `https-2`.
   */
  readonly name?: string;
}

/** What a {@link SharedGateway} is made of. */
export interface SharedGatewayProps {
  /**
   * The hosts, in groups; more can be added with `addHosts()`.
   *
   * @default - none yet; a gateway without hosts fails at synth.
   */
  readonly hosts?: SharedHosts[];

  /**
   * What is done with requests in plain HTTP.
   *
   * @default PlainHttp.REDIRECT
   */
  readonly plainHttp?: PlainHttp;

  /**
   * The port of plain HTTP, as the gateway's Service opens it.
   *
   * @default 80
   */
  readonly httpPort?: number;

  /**
   * The port of HTTPS, as the gateway's Service opens it.
   *
   * @default 443
   */
  readonly httpsPort?: number;

  /**
   * The pods of the gateway.
   *
   * @default - Istio's ingress gateway, `GatewayWorkload.ingress()`.
   */
  readonly workload?: IGatewayWorkload;

  /**
   * The Gateway's name. VirtualServices that it makes for `route()` and `delegate()` have it in front of their host.
   *
   * @default - the construct path, in the letters that names take.
   */
  readonly name?: string;

  /**
   * The namespace of the Gateway and of those VirtualServices.
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
