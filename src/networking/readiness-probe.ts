import { Duration } from 'cdk8s';
import * as networking from '../../imports/networking';
import { formatDuration } from '../kernel/duration';
import { JsonMap, deepCopy, withOverrides } from '../kernel/merge';
import { Field, INT32_MAX } from './private/field';

/** When a probe runs and what its results count; all durations are whole seconds. */
export interface ReadinessProbeOptions {
  /**
   * How long after the proxy's start the first probe waits.
   *
   * @default - not at all.
   * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#ReadinessProbe-initial_delay_seconds
   */
  readonly initialDelay?: Duration;

  /**
   * How long a probe waits for an answer; zero stands for the default.
   *
   * @default Duration.seconds(1)
   * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#ReadinessProbe-timeout_seconds
   */
  readonly timeout?: Duration;

  /**
   * The time from one probe to the next; zero stands for the default.
   *
   * @default Duration.seconds(10)
   * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#ReadinessProbe-period_seconds
   */
  readonly period?: Duration;

  /**
   * After how many successes in a row the workload gets traffic; 0 stands for the default.
   *
   * @default 1
   * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#ReadinessProbe-success_threshold
   */
  readonly successThreshold?: number;

  /**
   * After how many failures in a row the workload gets no more traffic; 0 stands for the default.
   *
   * @default - the proxy's agent takes 1; Istio's reference says 3.
   * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#ReadinessProbe-failure_threshold
   */
  readonly failureThreshold?: number;

  /**
   * Fields of the probe that have no property here yet, laid over what is rendered.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}

/** Who a TCP probe asks, and when. */
export interface TcpProbeOptions extends ReadinessProbeOptions {
  /**
   * The host that is connected to.
   *
   * @default - the workload's address.
   * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#TCPHealthCheckConfig-host
   */
  readonly host?: string;
}

/** A header of the requests that an HTTP probe sends. */
export interface ProbeHeader {
  /**
   * Its name: letters, digits, `-` and `_`. `Host` sets the authority.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#HTTPHeader-name
   */
  readonly name: string;

  /**
   * What the header is set to.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#HTTPHeader-value
   */
  readonly value: string;
}

/**
 * The scheme of the requests that an HTTP probe sends.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#HTTPHealthCheckConfig-scheme
 */
export enum ProbeScheme {
  /** Plain text. */
  HTTP = 'HTTP',
  /** TLS. */
  HTTPS = 'HTTPS',
}

/** What an HTTP probe asks for, of whom, and when. */
export interface HttpProbeOptions extends ReadinessProbeOptions {
  /**
   * The path that is asked for.
   *
   * @default '/'
   * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#HTTPHealthCheckConfig-path
   */
  readonly path?: string;

  /**
   * The host that is connected to; for another authority set the header `Host`.
   *
   * @default - the workload's address.
   * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#HTTPHealthCheckConfig-host
   */
  readonly host?: string;

  /**
   * Plain text or TLS.
   *
   * @default ProbeScheme.HTTP
   * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#HTTPHealthCheckConfig-scheme
   */
  readonly scheme?: ProbeScheme;

  /**
   * Headers of the requests; a name may be repeated.
   *
   * @default - none but a `User-Agent`.
   * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#HTTPHealthCheckConfig-http_headers
   */
  readonly httpHeaders?: ProbeHeader[];
}

/** Who a gRPC probe asks for what, and when. */
export interface GrpcProbeOptions extends ReadinessProbeOptions {
  /**
   * The service whose health is asked for, as `package.Service`.
   *
   * @default - the server as a whole.
   * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#GrpcHealthCheckConfig-service
   */
  readonly service?: string;
}

type Method = Pick<networking.ReadinessProbe, 'httpGet' | 'tcpSocket' | 'exec' | 'grpc'>;

const FIELD = new Field('probe');
const HEADER_NAME = /^[-_A-Za-z0-9]+$/;

/**
 * How the proxy's agent on a workload finds out whether the application can take traffic.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#ReadinessProbe
 */
export class ReadinessProbe {
  /**
   * Sends a request by HTTP GET; every answer from 200 to 399 is a success.
   *
   * @throws if the port, a header or a duration is malformed.
   */
  public static httpGet(port: number, options: HttpProbeOptions = {}): ReadinessProbe {
    const field = FIELD.of('httpGet');
    const httpGet = {
      port: field.of('port').port(port),
      path: options.path,
      host: options.host,
      scheme: options.scheme,
      httpHeaders: options.httpHeaders?.map((header, index) =>
        renderHeader(header, field.of('httpHeaders').entry(index)),
      ),
    };
    return new ReadinessProbe({ httpGet }, options);
  }

  /**
   * A TCP connection; if it opens, that is a success.
   *
   * @throws if the port or a duration is malformed.
   */
  public static tcpSocket(port: number, options: TcpProbeOptions = {}): ReadinessProbe {
    const tcpSocket = { port: FIELD.of('tcpSocket.port').port(port), host: options.host };
    return new ReadinessProbe({ tcpSocket }, options);
  }

  /**
   * A command on the workload; exit status 0 is a success. No shell is involved.
   *
   * @throws if the command or a part of it is empty, or a duration is malformed.
   */
  public static exec(command: string[], options: ReadinessProbeOptions = {}): ReadinessProbe {
    const field = FIELD.of('exec.command');
    if (command.length === 0) {
      throw field.fault('must name a program', command, "give it and its arguments: ['/bin/check', '--quick']");
    }
    return new ReadinessProbe(
      { exec: { command: command.map((part, index) => field.entry(index).text(part)) } },
      options,
    );
  }

  /**
   * A call of `grpc.health.v1.Health/Check` in plain text; the answer `SERVING` is a success.
   *
   * Istio's agent and its API know this probe, but up to Istio 1.31 the admission webhook of istiod refuses it: where that is on, use
   * `exec()`.
   *
   * @throws if the port or a duration is malformed.
   */
  public static grpc(port: number, options: GrpcProbeOptions = {}): ReadinessProbe {
    const grpc = { port: FIELD.of('grpc.port').port(port), service: options.service };
    return new ReadinessProbe({ grpc }, options);
  }

  private readonly settings: networking.ReadinessProbe;
  private readonly overrides: JsonMap | undefined;

  private constructor(method: Method, options: ReadinessProbeOptions) {
    this.overrides = deepCopy(options.overrides);
    this.settings = {
      ...method,
      initialDelaySeconds: seconds(options.initialDelay, FIELD.of('initialDelay')),
      timeoutSeconds: seconds(options.timeout, FIELD.of('timeout')),
      periodSeconds: seconds(options.period, FIELD.of('period')),
      successThreshold: FIELD.of('successThreshold').whole(options.successThreshold, 0, INT32_MAX),
      failureThreshold: FIELD.of('failureThreshold').whole(options.failureThreshold, 0, INT32_MAX),
    };
  }

  /** @internal */
  public _render(): networking.ReadinessProbe {
    return withOverrides({ ...this.settings }, this.overrides);
  }
}

function renderHeader(header: ProbeHeader, field: Field): networking.HttpHeader {
  if (typeof header.name !== 'string' || !HEADER_NAME.test(header.name)) {
    throw field.of('name').fault('must be a header name', header.name, "use letters, digits, '-' and '_'");
  }
  return { name: header.name, value: header.value };
}

function seconds(duration: Duration | undefined, field: Field): number | undefined {
  const millis = duration?.toMilliseconds() ?? 0;
  if (duration !== undefined && (millis % 1000 !== 0 || millis / 1000 > INT32_MAX)) {
    throw field.fault('must be whole seconds', formatDuration(duration), 'round the duration to seconds');
  }
  return duration && millis / 1000;
}
