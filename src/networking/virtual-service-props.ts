import { IstioResourceProps } from '../kernel/istio-resource';
import { Backend } from './backend';
import { ExportTo } from './export-to';
import { IGateway } from './gateway';
import { HttpRoute } from './http-route';
import { RouteOrder } from './route-order';
import { TcpRoute } from './tcp-route';
import { TlsRoute } from './tls-route';

/** What a `VirtualService` is made of. */
export interface VirtualServiceProps extends IstioResourceProps {
  /**
   * Hosts that requests are for: DNS names, also with a wildcard in front, or addresses behind a gateway. A short name means
   * a Service in the VirtualService's own namespace.
   *
   * @default - none; without hosts and services this is a delegate, which other VirtualServices leave requests to.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService-hosts
   */
  readonly hosts?: string[];

  /**
   * Backends whose own hosts are meant, as inside the mesh; they come before `hosts`.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService-hosts
   */
  readonly services?: Backend[];

  /**
   * Gateways that the routes apply to; `Gateway.MESH` stands for the sidecars.
   *
   * @default - the mesh alone.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService-gateways
   */
  readonly gateways?: IGateway[];

  /**
   * Routes for HTTP; the first one that takes a request has it.
   *
   * @default - none yet.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService-http
   */
  readonly http?: HttpRoute[];

  /**
   * In which order the HTTP routes are rendered.
   *
   * @default RouteOrder.AS_ADDED
   */
  readonly routeOrder?: RouteOrder;

  /**
   * Routes for TLS that is passed through; the first one that takes a connection has it.
   *
   * @default - none yet.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService-tls
   */
  readonly tls?: TlsRoute[];

  /**
   * Routes for other TCP; the first one that takes a connection has it.
   *
   * @default - none yet.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService-tcp
   */
  readonly tcp?: TcpRoute[];

  /**
   * Namespaces whose proxies see the routes.
   *
   * @default - as the mesh is configured: all namespaces.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService-export_to
   */
  readonly exportTo?: ExportTo[];
}
