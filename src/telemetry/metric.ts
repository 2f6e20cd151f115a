import * as telemetry from '../../imports/telemetry';
import { misuse } from '../kernel/errors';

type IstioMetric = telemetry.MetricSelectorIstioMetric;
const IstioMetric = telemetry.MetricSelectorIstioMetric;

/**
 * A metric that proxies report: one of Istio's own, or another one by its name.
 *
 * @see https://istio.io/latest/docs/reference/config/metrics/
 */
export class Metric {
  /** All of Istio's own. */
  public static readonly ALL_METRICS = new Metric({ metric: IstioMetric.ALL_METRICS });
  /** HTTP and gRPC requests: `istio_requests_total`. */
  public static readonly REQUEST_COUNT = new Metric({ metric: IstioMetric.REQUEST_COUNT });
  /** How long HTTP and gRPC requests take: `istio_request_duration_milliseconds`. */
  public static readonly REQUEST_DURATION = new Metric({ metric: IstioMetric.REQUEST_DURATION });
  /** The sizes of request bodies: `istio_request_bytes`. */
  public static readonly REQUEST_SIZE = new Metric({ metric: IstioMetric.REQUEST_SIZE });
  /** The sizes of response bodies: `istio_response_bytes`. */
  public static readonly RESPONSE_SIZE = new Metric({ metric: IstioMetric.RESPONSE_SIZE });
  /** TCP connections that were opened: `istio_tcp_connections_opened_total`. */
  public static readonly TCP_OPENED_CONNECTIONS = new Metric({ metric: IstioMetric.TCP_OPENED_CONNECTIONS });
  /** TCP connections that were closed: `istio_tcp_connections_closed_total`. */
  public static readonly TCP_CLOSED_CONNECTIONS = new Metric({ metric: IstioMetric.TCP_CLOSED_CONNECTIONS });
  /** Bytes sent in responses over TCP: `istio_tcp_sent_bytes_total`. */
  public static readonly TCP_SENT_BYTES = new Metric({ metric: IstioMetric.TCP_SENT_BYTES });
  /** Bytes received in requests over TCP: `istio_tcp_received_bytes_total`. */
  public static readonly TCP_RECEIVED_BYTES = new Metric({ metric: IstioMetric.TCP_RECEIVED_BYTES });
  /** Messages that gRPC clients sent: `istio_request_messages_total`. */
  public static readonly GRPC_REQUEST_MESSAGES = new Metric({ metric: IstioMetric.GRPC_REQUEST_MESSAGES });
  /** Messages that gRPC servers sent: `istio_response_messages_total`. */
  public static readonly GRPC_RESPONSE_MESSAGES = new Metric({ metric: IstioMetric.GRPC_RESPONSE_MESSAGES });

  /**
   * A metric that is not Istio's own, by the name that the proxy knows it by, without the prefix `istio_`. Istio doesn't check whether there
   * is one.
   *
   * @throws if the name is empty.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#MetricSelector-custom_metric
   */
  public static custom(name: string): Metric {
    if (typeof name !== 'string' || name === '') {
      throw misuse({ rule: 'a custom metric must have a name', received: name, fix: 'name it, or use ALL_METRICS' });
    }
    return new Metric({ customMetric: name });
  }

  private constructor(private readonly selector: telemetry.MetricSelector) {}

  /** Whether Istio's metrics are meant as a whole. @internal */
  public get _isAll(): boolean {
    return this.selector.metric === IstioMetric.ALL_METRICS;
  }

  /** @internal */
  public _render(): telemetry.MetricSelector {
    return { ...this.selector };
  }
}
