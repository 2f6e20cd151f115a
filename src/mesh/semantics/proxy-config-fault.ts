import { at, isJsonObject, JsonObject } from '../wire/json';
import { parseGoDuration } from './go-duration';
import { isIpAddress } from './ip-address';

type Check = (value: unknown) => string | undefined;

const LABEL = /^[a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/;
const INTEGER = /^\s*-?[0-9]+(?:[eE]\+?[0-9]+)?\s*$/;
const MILLISECOND = 1_000_000n;

const text: Check = (value) => (typeof value === 'string' ? undefined : 'is no text');
const bool: Check = (value) => (typeof value === 'boolean' ? undefined : 'is neither true nor false');
const map: Check = (value) => (isJsonObject(value) ? undefined : 'is no map');
const texts: Check = (value) =>
  Array.isArray(value) && value.every((each) => typeof each === 'string') ? undefined : 'is no list of texts';
const textMap: Check = (value) =>
  isJsonObject(value) && Object.values(value).every((each) => each === null || typeof each === 'string')
    ? undefined
    : 'is no map of texts';
const integer: Check = (value) => {
  const number = typeof value === 'string' && INTEGER.test(value) ? Number(value) : value;
  return Number.isInteger(number) && Math.abs(number as number) < 2 ** 31 ? undefined : 'is no whole number';
};
const natural: Check = (value) => integer(value) ?? (Number(value) < 0 ? 'is less than 0' : undefined);
const port: Check = (value) =>
  integer(value) ?? (Number(value) >= 1 && Number(value) <= 65535 ? undefined : 'is no port between 1 and 65535');
const duration: Check = (value) =>
  typeof value === 'string' && parseGoDuration(value) !== undefined ? undefined : 'is no duration such as 45s';
const drain: Check = (value) => duration(value) ?? faultOfDrain(parseGoDuration(value as string) ?? 0n);
const address: Check = (value) => text(value) ?? faultOfAddress(value as string);
const optionalAddress: Check = (value) => (value === '' ? undefined : address(value));
const service: Check = (value) => {
  const fault = map(value) ?? optionalAddress(at(value, 'address') ?? '');
  return fault === undefined || !isJsonObject(value) ? fault : `has an address that ${fault}`;
};
const oneOf =
  (...names: readonly string[]): Check =>
  (value) =>
    typeof value === 'number' || names.includes(String(value)) ? undefined : `is none of ${names.join(', ')}`;
const nonEmpty: Check = (value) => text(value) ?? (value === '' ? 'is empty' : undefined);

/** The fields of a mesh's ProxyConfig that hold no further messages, with what Istio asks of them. */
const CHECKS: ReadonlyMap<string, Check> = new Map(
  Object.entries({
    configPath: nonEmpty,
    binaryPath: nonEmpty,
    serviceCluster: nonEmpty,
    drainDuration: drain,
    discoveryAddress: address,
    statsdUdpAddress: optionalAddress,
    envoyMetricsServiceAddress: optionalAddress,
    proxyAdminPort: port,
    statusPort: port,
    customConfigFile: text,
    controlPlaneAuthPolicy: oneOf('NONE', 'MUTUAL_TLS'),
    interceptionMode: oneOf('REDIRECT', 'TPROXY', 'NONE'),
    statNameLength: integer,
    concurrency: integer,
    proxyBootstrapTemplatePath: text,
    tracing: map,
    envoyAccessLogService: service,
    envoyMetricsService: service,
    proxyMetadata: textMap,
    runtimeValues: textMap,
    extraStatTags: texts,
    gatewayTopology: map,
    terminationDrainDuration: duration,
    meshId: text,
    readinessProbe: map,
    proxyStatsMatcher: map,
    holdApplicationUntilProxyStarts: bool,
    caCertificatesPem: texts,
    image: map,
    privateKeyProvider: map,
    proxyHeaders: map,
    fileFlushInterval: duration,
    fileFlushMinSizeKb: natural,
    statsCompression: bool,
    connectionSettings: map,
  }),
);

/** Why Istio does not take the settings of one proxy, as the annotation `proxy.istio.io/config` has them; undefined where it does. */
export function faultOfProxyConfig(config: unknown): string | undefined {
  if (config === undefined || config === null) {
    return undefined;
  }
  return isJsonObject(config) ? faultOfFields(config) : 'it is no map of settings';
}

/** Unknown fields are none: Istio leaves them out. */
function faultOfFields(config: JsonObject): string | undefined {
  for (const [name, value] of Object.entries(config)) {
    const fault = value === null ? undefined : CHECKS.get(name)?.(value);
    if (fault !== undefined) {
      return `${name} ${fault}`;
    }
  }
  return undefined;
}

/** How long a proxy waits for its connections to end. */
function faultOfDrain(nanoseconds: bigint): string | undefined {
  if (nanoseconds < MILLISECOND) {
    return 'is shorter than a millisecond';
  }
  return nanoseconds % (1000n * MILLISECOND) === 0n ? undefined : 'is not in whole seconds';
}

function faultOfAddress(value: string): string | undefined {
  const [, bracketed, plain, number] = /^(?:\[([^\]]*)\]|([^:]*)):([0-9]+)$/.exec(value) ?? [];
  if (number === undefined || Number(number) < 1 || Number(number) > 65535) {
    return 'is no host and port such as istiod.istio-system.svc:15012';
  }
  const host = bracketed ?? plain;
  const isName =
    host.length <= 255 &&
    host
      .replace(/\.$/, '')
      .split('.')
      .every((label) => LABEL.test(label));
  return isName || isIpAddress(host)
    ? undefined
    : `has ${host === '' ? 'no host' : 'neither a host name nor an IP address'}`;
}
