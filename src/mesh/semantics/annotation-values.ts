import { isIpv4, isIpv6 } from './ip-address';

type Check = (value: string) => string | undefined;

/** How Go writes booleans. */
const BOOLEANS: ReadonlySet<string> = new Set('1,t,T,TRUE,true,True,0,f,F,FALSE,false,False'.split(','));
const INTERCEPTION_MODES = ['REDIRECT', 'TPROXY', 'NONE'];
const DIGITS = /^[0-9]+$/;
const INTERFACE = /^[a-zA-Z][a-zA-Z0-9_.-]*$/;
const LONGEST_INTERFACE = 15;
const QUANTITY = /^(?=.)[+-]?[0-9]*(\.[0-9]*)?([eE][+-]?[0-9]+|[numkMGTPE]|[KMGTPE]i)?$/;

const isNumber = (value: string, most: number): boolean => DIGITS.test(value) && Number(value) <= most;

const number: Check = (value) => (isNumber(value, 2 ** 32 - 1) ? undefined : 'is no whole number');
const bool: Check = (value) => (BOOLEANS.has(value) ? undefined : 'is neither true nor false');
const quantity: Check = (value) => (QUANTITY.test(value) ? undefined : 'is no quantity such as 100m or 128Mi');
const port: Check = (value) => (isNumber(value.trim(), 65535) ? undefined : 'is no port');
const mode: Check = (value) =>
  INTERCEPTION_MODES.includes(value) ? undefined : `is none of ${INTERCEPTION_MODES.join(', ')}`;

const ports: Check = (value) => {
  const wrong = value.trim() === '' ? undefined : value.split(',').find((each) => port(each) !== undefined);
  return wrong === undefined ? undefined : `is no list of ports: ${quoted(wrong)} is none`;
};
const portsOrAll: Check = (value) => (value === '*' ? undefined : ports(value));

const ranges: Check = (value) => {
  const wrong = value === '' ? undefined : value.split(',').find((each) => !isRange(each));
  return wrong === undefined ? undefined : `is no list of CIDR ranges: ${quoted(wrong)} is none`;
};
const rangesOrAll: Check = (value) => (value === '*' ? undefined : ranges(value));

const interfaces: Check = (value) => {
  const names = value === '' ? [] : value.split(',').map((name) => name.trim());
  const wrong = names.find((name) => name.length > LONGEST_INTERFACE || !INTERFACE.test(name));
  return wrong === undefined ? undefined : `is no list of network interfaces: ${quoted(wrong)} is none`;
};

/** What Istio's injector asks of the values of annotations; `proxy.istio.io/config` is YAML and not among them. */
const CHECKS: ReadonlyMap<string, Check> = new Map(
  Object.entries({
    'istio.io/reroute-virtual-interfaces': interfaces,
    'prometheus.istio.io/merge-metrics': bool,
    'readiness.status.sidecar.istio.io/failureThreshold': number,
    'readiness.status.sidecar.istio.io/initialDelaySeconds': number,
    'readiness.status.sidecar.istio.io/periodSeconds': number,
    'sidecar.istio.io/interceptionMode': mode,
    'sidecar.istio.io/proxyCPU': quantity,
    'sidecar.istio.io/proxyCPULimit': quantity,
    'sidecar.istio.io/proxyMemory': quantity,
    'sidecar.istio.io/proxyMemoryLimit': quantity,
    'status.sidecar.istio.io/port': port,
    'traffic.sidecar.istio.io/excludeInboundPorts': ports,
    'traffic.sidecar.istio.io/excludeInterfaces': interfaces,
    'traffic.sidecar.istio.io/excludeOutboundIPRanges': ranges,
    'traffic.sidecar.istio.io/excludeOutboundPorts': ports,
    'traffic.sidecar.istio.io/includeInboundPorts': portsOrAll,
    'traffic.sidecar.istio.io/includeOutboundIPRanges': rangesOrAll,
    'traffic.sidecar.istio.io/kubevirtInterfaces': interfaces,
  }),
);

/** Why Istio's injector refuses the value of an annotation; undefined where it does not, or does not look at it. */
export function faultOfAnnotation(name: string, value: string): string | undefined {
  return CHECKS.get(name)?.(value);
}

/** As Go reads a prefix: an address and a number of bits, neither with zeros before it. */
function isRange(text: string): boolean {
  const slash = text.lastIndexOf('/');
  const [address, bits] = [text.slice(0, Math.max(slash, 0)), text.slice(slash + 1)];
  const most = isIpv4(address) ? 32 : isIpv6(address) ? 128 : -1;
  return /^(0|[1-9][0-9]*)$/.test(bits) && Number(bits) <= most;
}

function quoted(text: string): string {
  return `'${text}'`;
}
