import { MeshDiff } from '../diff/mesh-diff';
import { TrafficChange } from '../diff/traffic-change';
import { requestJson } from './request-json';

/** A comparison for programs. Fields may be added; `version` changes when one goes or means something else. */
export function jsonDiff({ changes, hosts, requests, unsimulated }: MeshDiff): string {
  return `${JSON.stringify({ version: 1, hosts, requests, changes: changes.map(ofChange), unsimulated }, null, 2)}\n`;
}

function ofChange(change: TrafficChange): object {
  const { host, from, summary, differences, causes, routes, wayBefore, wayAfter } = change;
  return {
    host,
    summary,
    request: { line: change.request, details: change.requestDetails, ...requestJson(change.after.request) },
    from,
    differences,
    causes,
    routes,
    before: { trace: wayBefore.split('\n') },
    after: { trace: wayAfter.split('\n') },
  };
}
