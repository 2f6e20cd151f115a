import { ICredential } from '../credentials/credential-interface';
import { Backend } from '../networking/backend';
import { IGateway } from '../networking/gateway';
import { IGatewayWorkload } from '../networking/gateway-workload';
import { ServerTlsOptions } from '../networking/server-tls';
import { TrafficPolicy } from '../networking/traffic-policy';
import { ClientCertificates } from './client-certificates';
import { PlainHttp } from './plain-http';

/** A part of the backend's pods and its share of the requests. */
export interface IngressSubset {
  /** The subset's name. */
  readonly name: string;

  /** The labels that its pods carry besides those that the Service selects. */
  readonly labels: { [label: string]: string };

  /**
   * Its share of the requests, relative to the other subsets.
   *
   * @default - all of them where it is the only subset; with several each has to say.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination-weight
   */
  readonly weight?: number;

  /**
   * How traffic to its pods is handled, instead of what the ingress says for the whole backend.
   *
   * @default - as the whole backend.
   */
  readonly trafficPolicy?: TrafficPolicy;
}

/** The names of the objects of an ingress. */
export interface SecureIngressNames {
  /**
   * The Gateway's name.
   *
   * @default - the ingress' name with `-gateway`.
   */
  readonly gateway?: string;

  /**
   * The VirtualService's name.
   *
   * @default - the ingress' name with `-virtual-service`.
   */
  readonly virtualService?: string;

  /**
   * The DestinationRule's name.
   *
   * @default - the ingress' name with `-destination-rule`.
   */
  readonly destinationRule?: string;
}

/** What a {@link SecureIngress} is made of. */
export interface SecureIngressProps {
  /** The public hosts, wildcards such as `*.example.com` included. */
  readonly hosts: string[];

  /**
   * Where the certificate comes from; its Secret lands in the namespace of the gateway's pods. A credential that has no name of
   * its own is named after the ingress, with `-credential`.
   *
   * @default - none, which only an ingress on an existing `gateway` can do without.
   */
  readonly credential?: ICredential;

  /**
   * Where requests go that no `route()` takes.
   *
   * @default - nowhere: they are answered with 404.
   */
  readonly backend?: Backend;

  /**
   * The parts of the backend's pods that share its requests.
   *
   * @default - all pods alike.
   */
  readonly subsets?: IngressSubset[];

  /**
   * How traffic to the backend is handled.
   *
   * @default - Istio's defaults.
   */
  readonly trafficPolicy?: TrafficPolicy;

  /**
   * What is done with requests in plain HTTP. On an existing `gateway`, which has to serve plain HTTP then, only
   * `REDIRECT_EXCEPT_ACME_CHALLENGES` says something.
   *
   * @default - PlainHttp.REDIRECT; with a credential that is known to be proved by HTTP-01 PlainHttp.REDIRECT_EXCEPT_ACME_CHALLENGES.
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
   * Whether the routes also hold inside the mesh, for the public hosts and for the backend's own name.
   *
   * @default false
   */
  readonly alsoInMesh?: boolean;

  /**
   * The pods of the gateway.
   *
   * @default - Istio's ingress gateway, `GatewayWorkload.ingress()`.
   */
  readonly workload?: IGatewayWorkload;

  /**
   * An existing Gateway to attach the routes to. It brings its own servers, ports and certificate, so those props do not
   * go with it.
   *
   * @default - a Gateway of its own.
   */
  readonly gateway?: IGateway;

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
   * What the names of the objects start with.
   *
   * @default - the construct path, in the letters that names take.
   */
  readonly name?: string;

  /**
   * Names that are not to be made from `name`.
   *
   * @default - all are.
   */
  readonly names?: SecureIngressNames;

  /**
   * The namespace of Gateway, VirtualService and DestinationRule.
   *
   * @default - the chart's.
   */
  readonly namespace?: string;

  /**
   * Labels for Gateway, VirtualService and DestinationRule, besides the chart's.
   *
   * @default - none.
   */
  readonly labels?: { [label: string]: string };

  /**
   * Annotations for Gateway, VirtualService and DestinationRule.
   *
   * @default - none.
   */
  readonly annotations?: { [annotation: string]: string };
}
