import { isIP } from 'net';
import { checkHost, isHost } from '../../kernel/host';

/** Istio's own names in SNI between clusters, such as `outbound_.443_._.shop.default.svc.cluster.local`. */
const CLUSTER_SNI = /^outbound_\.\d+_\.[^_.]*_\.[a-z0-9].*$/i;

/** A wildcard that stands for the beginning of the first label. */
const PARTIAL_WILDCARD = /^\*-?(?=[a-z0-9])/i;

/** What an address may look like, to ask Node about nothing else. */
const ADDRESS = /^[0-9.]+$|:/;

/** Throws unless the text is a host that routes can have: a DNS name, a wildcard, an address, or one of Istio's names in SNI. */
export function checkRouteHost(host: string, what: string): string {
  return typeof host === 'string' && isSpecial(host) ? host : checkHost(host, what);
}

function isSpecial(host: string): boolean {
  const isPartial = host.startsWith('*') && PARTIAL_WILDCARD.test(host) && isHost(host.replace(PARTIAL_WILDCARD, ''));
  return isPartial || (ADDRESS.test(host) && isIP(host) !== 0) || CLUSTER_SNI.test(host);
}
