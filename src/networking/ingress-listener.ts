import * as networking from '../../imports/networking';
import { withOverrides } from '../kernel/merge';
import { Protocol, carriesHttp } from '../kernel/protocol';
import { CaptureMode } from './capture-mode';
import { ConnectionPool, renderConnectionPool } from './connection-pool';
import { checkIpAddress, checkSocket, isSocket } from './private/address';
import { Field } from './private/field';
import { ServerTls } from './server-tls';
import { SidecarPort, numberOf, renderSidecarPort } from './sidecar-port';

/**
 * What a sidecar does with traffic for its application on one port.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioIngressListener
 */
export interface IngressListener {
  /**
   * The port that clients reach the pod on: the `targetPort` of its Service.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioIngressListener-port
   */
  readonly port: SidecarPort;

  /**
   * The IP address that it listens on.
   *
   * @default - every address of the pod.
   * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioIngressListener-bind
   */
  readonly bind?: string;

  /**
   * How traffic comes to it. With `NONE` the application must not use the same port itself.
   *
   * @default CaptureMode.DEFAULT
   * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioIngressListener-capture_mode
   */
  readonly captureMode?: CaptureMode;

  /**
   * Where the application listens: `127.0.0.1:PORT` or `[::1]:PORT` for the loopback interface, `0.0.0.0:PORT` or `[::]:PORT` for the
   * pod's own address, or a Unix socket `unix:///run/app.sock`. Other addresses are refused.
   *
   * @default - the address and the port that the client sent to.
   * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioIngressListener-default_endpoint
   */
  readonly defaultEndpoint?: string;

  /**
   * TLS that clients outside of the mesh start, ended here, on a port of protocol `HTTPS` or `TLS`. The certificate comes from files of
   * the proxy's container. Of the modes `SIMPLE` and `MUTUAL` are supported.
   *
   * Istio takes no notice of it unless istiod runs with `ENABLE_TLS_ON_SIDECAR_INGRESS=true`, and a PeerAuthentication disables mTLS on
   * the port.
   *
   * @default - no TLS but that of the mesh.
   * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioIngressListener-tls
   */
  readonly tls?: ServerTls;

  /**
   * How many connections and requests the proxy lets in on this port, in the place of the Sidecar's `inboundConnectionPool` as a whole.
   *
   * @default - `inboundConnectionPool`.
   * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioIngressListener-connection_pool
   */
  readonly connectionPool?: ConnectionPool;

  /**
   * Fields of the listener that have no property here yet, laid over what is rendered.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}

const Mode = networking.ServerTlsSettingsTlsMode;
const LOCAL_ENDPOINT = /^(?:127\.0\.0\.1|0\.0\.0\.0|\[::1\]|\[::\]):(\d{1,5})$/;

/** Throws unless Istio takes it. */
export function renderIngressListener(listener: IngressListener, field: Field): networking.IstioIngressListener {
  const { port, bind, captureMode, defaultEndpoint, tls, connectionPool } = listener;
  checkPool(listener, field.of('connectionPool.http'));
  return withOverrides(
    {
      port: renderSidecarPort(port, numberOf(port, field.of('port')), field.of('port')),
      bind: bind === undefined ? undefined : checkIpAddress(bind, field.of('bind')),
      captureMode: captureMode && networking.CaptureMode[captureMode],
      defaultEndpoint:
        defaultEndpoint === undefined ? undefined : checkEndpoint(defaultEndpoint, field.of('defaultEndpoint')),
      tls: tls && renderTls(tls, port, field.of('tls')),
      connectionPool: connectionPool && renderConnectionPool(connectionPool, field.of('connectionPool')),
    },
    listener.overrides,
  );
}

function checkPool({ port, tls, connectionPool }: IngressListener, field: Field): void {
  const isOpaque = port.protocol !== undefined && !carriesHttp(port.protocol) && tls === undefined;
  if (connectionPool?.http !== undefined && isOpaque) {
    throw field.fault(`does nothing on a port of protocol ${port.protocol}`, connectionPool.http, 'use `tcp` only');
  }
}

function checkEndpoint(endpoint: string, field: Field): string {
  if (isSocket(endpoint)) {
    return checkSocket(endpoint, field);
  }
  const port = LOCAL_ENDPOINT.exec(endpoint)?.[1];
  if (port === undefined) {
    throw field.fault(
      'must be a port of the loopback interface or of the pod, or a Unix socket',
      endpoint,
      "write '127.0.0.1:8080', '0.0.0.0:8080' for the pod's address, or 'unix:///run/app.sock'",
    );
  }
  field.port(Number(port));
  return endpoint;
}

function renderTls(tls: ServerTls, port: SidecarPort, field: Field): networking.ServerTlsSettings {
  if (port.protocol !== Protocol.HTTPS && port.protocol !== Protocol.TLS) {
    throw field.fault('needs a port of protocol HTTPS or TLS', port.protocol, 'set `port.protocol`');
  }
  const settings = tls._render([]);
  if (settings.mode === Mode.ISTIO_MUTUAL || settings.mode === Mode.AUTO_PASSTHROUGH) {
    throw field
      .of('mode')
      .fault('must be another one on a Sidecar', settings.mode, 'use ServerTls.simple() or .mutual()');
  }
  if (settings.httpsRedirect === true) {
    throw field
      .of('httpsRedirect')
      .fault('must be left out on a Sidecar', settings.httpsRedirect, 'redirect at a Gateway');
  }
  if (tls._certificate?._fromSecret === true || settings.tlsCertificates !== undefined) {
    throw field.fault(
      'must have one certificate from files: a sidecar reads no Secrets',
      settings.tlsCertificates ?? 'a credential',
      'mount the Secret into the proxy, and use ServerCertificate.files()',
    );
  }
  if ((settings.subjectAltNames ?? []).length > 0) {
    throw field
      .of('subjectAltNames')
      .fault('must be left out on a Sidecar', settings.subjectAltNames, 'use verifyCertificateSpki or ...Hash');
  }
  return settings;
}
