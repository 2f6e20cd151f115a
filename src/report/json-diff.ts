import { MeshDiff } from '../diff/mesh-diff';
import { TrafficChange } from '../diff/traffic-change';
import { traceText } from '../simulation/trace-text';
import { requestLine } from './request-text';

/** A comparison for programs. */
export function jsonDiff({ changes, hosts, requests, unsimulated }: MeshDiff): string {
  return `${JSON.stringify({ hosts, requests, changes: changes.map(ofChange), unsimulated }, null, 2)}\n`;
}

function ofChange({ host, from, summary, request, differences, before, after, causes, routes }: TrafficChange): object {
  const { method, scheme, port, authority, target, headers, sni, sourceIp, from: client } = request;
  return {
    host,
    summary,
    request: {
      line: requestLine(request),
      method,
      scheme,
      host: request.host,
      port,
      authority,
      target,
      headers: Object.fromEntries(headers),
      sni,
      sourceIp,
      from: {
        proxy: client.proxy,
        namespace: client.namespace,
        labels: client.labels,
        serviceAccount: client.serviceAccount,
      },
    },
    from,
    differences,
    causes,
    routes,
    before: { trace: traceText(before).split('\n') },
    after: { trace: traceText(after).split('\n') },
  };
}
