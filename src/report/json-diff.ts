import { MeshDiff } from '../diff/mesh-diff';
import { TrafficChange } from '../diff/traffic-change';
import { Request } from '../simulation/request';

/** A comparison for programs. */
export function jsonDiff({ changes, hosts, requests, unsimulated }: MeshDiff): string {
  return `${JSON.stringify({ hosts, requests, changes: changes.map(ofChange), unsimulated }, null, 2)}\n`;
}

function ofChange(change: TrafficChange): object {
  const { host, from, summary, differences, causes, routes, wayBefore, wayAfter } = change;
  return {
    host,
    summary,
    request: { line: change.request, details: change.requestDetails, ...ofRequest(change.after.request) },
    from,
    differences,
    causes,
    routes,
    before: { trace: wayBefore.split('\n') },
    after: { trace: wayAfter.split('\n') },
  };
}

function ofRequest({ method, scheme, host, port, authority, target, headers, sni, sourceIp, from }: Request): object {
  const { isOutside, namespace, labels, serviceAccount } = from;
  return {
    method,
    scheme,
    host,
    port,
    authority,
    target,
    headers,
    sni,
    sourceIp,
    from: { proxy: isOutside ? 'gateway' : 'sidecar', namespace, labels, serviceAccount },
  };
}
