import { IstioResourceProps } from '../kernel/istio-resource';
import { Endpoint } from './endpoint';
import { ExportTo } from './export-to';
import { ServiceEntryLocation } from './service-entry-location';
import { ServiceEntryResolution } from './service-entry-resolution';
import { ServicePort } from './service-port';

/** What a {@link ServiceEntry} is made of. */
export interface ServiceEntryProps extends IstioResourceProps {
  /**
   * The names that clients use: DNS names, or wildcards such as `*.example.com`; with resolution `DYNAMIC_DNS` also `*-api.example.com`.
   * Proxies compare them with the authority of HTTP requests and the SNI of TLS.
   *
   * Routes and DestinationRules can't refer to a name without a dot: they take it for a Kubernetes Service of their own namespace. An
   * entry for the full name of a Kubernetes Service adds to that Service.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-hosts
   */
  readonly hosts: string[];

  /**
   * The addresses that clients send to: IP addresses; with resolution `NONE` or `STATIC` also subnets.
   *
   * A TCP port of an entry without addresses takes the traffic of that port to any address at all, unless Istio allocates addresses
   * itself: it does so for other resolutions than `NONE`, and clients see them if their proxy answers DNS.
   *
   * @default - what Istio allocates, or none.
   * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-addresses
   */
  readonly addresses?: string[];

  /**
   * The ports of the service.
   *
   * @default - none, and no traffic is recognized.
   * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-ports
   */
  readonly ports?: ServicePort[];

  /**
   * On which side of the mesh's border the service is.
   *
   * @default - outside.
   * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-location
   */
  readonly location?: ServiceEntryLocation;

  /**
   * How proxies find the addresses behind it.
   *
   * @default - not at all: traffic goes where the client sent it.
   * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-resolution
   */
  readonly resolution?: ServiceEntryResolution;

  /**
   * Where the service is: for resolution `STATIC` IP addresses and Unix sockets, for `DNS` also names. An empty list has every request
   * answered with 503. It can't go with `workloadSelector`.
   *
   * @default - `workloadSelector`; with resolution `DNS` the hosts themselves.
   * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-endpoints
   */
  readonly endpoints?: Endpoint[];

  /**
   * The labels of the pods and WorkloadEntries of its own namespace that it consists of; an empty map means all of them. It can't go with
   * `endpoints`.
   *
   * @default - `endpoints`.
   * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-workload_selector
   */
  readonly workloadSelector?: { [label: string]: string };

  /**
   * Which namespaces see it; `ExportTo.nowhere()` for none. Ambient mode takes no notice of it.
   *
   * @default - all of them, unless the mesh says otherwise.
   * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-export_to
   */
  readonly exportTo?: ExportTo[];

  /**
   * Names of which the server's certificate has to hold one, where proxies do TLS and the DestinationRule gives no names of its own. They
   * start no TLS by themselves.
   *
   * @default - the name that was asked for; in the mesh the service accounts of the endpoints.
   * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-subject_alt_names
   */
  readonly subjectAltNames?: string[];
}
