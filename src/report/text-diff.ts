import { MeshDiff } from '../diff/mesh-diff';
import { ObjectChange, TrafficChange } from '../diff/traffic-change';
import { counted } from './counted';
import { oneLine } from './one-line';
import { sourceOf, titleOf } from './place-text';

/** A comparison for people: by host, each change with what it was, what it is, and both ways of the request. */
export function textDiff(diff: MeshDiff): string {
  const blocks = diff.hosts.map((host) =>
    [host, ...diff.changes.filter((change) => change.host === host).map(changeText)].join('\n\n'),
  );
  return `${[...blocks, footOf(diff)].join('\n\n')}\n`;
}

function changeText(change: TrafficChange): string {
  const { summary, request, requestDetails, differences, from, causes, wayBefore, wayAfter } = change;
  return [
    `  ${oneLine(request)}`,
    ...requestDetails.map((detail) => `    ${oneLine(detail)}`),
    `    ${oneLine(summary)}`,
    ...differences.flatMap((each) => [
      `      - ${each.aspect}: ${oneLine(each.before || 'none')}`,
      `      + ${each.aspect}: ${oneLine(each.after || 'none')}`,
    ]),
    `    from ${oneLine(from.join('; '))}`,
    ...causes.map((cause) => `    ${causeText(cause)}`),
    '    before',
    indented(wayBefore),
    '    after',
    indented(wayAfter),
  ].join('\n');
}

/** `changed VirtualService shop/web (mesh.yaml:12)`. */
export function causeText({ type, place }: ObjectChange): string {
  const source = sourceOf(place);
  return oneLine(`${type} ${titleOf(place)}${source === '' ? '' : ` (${source})`}`);
}

/** What was found, and what could not be. */
export function totalsOf({ changes, hosts, requests }: MeshDiff): string {
  return changes.length === 0
    ? `No request was found whose outcome changes (${counted(requests, 'request')} sent to both)`
    : `${counted(changes.length, 'change')} of ${counted(hosts.length, 'host')} (${counted(requests, 'request')} sent to both)`;
}

function footOf(diff: MeshDiff): string {
  return [totalsOf(diff), ...diff.unsimulated.map((change) => `not simulated: ${causeText(change)}`)].join('\n');
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `      ${oneLine(line)}`)
    .join('\n');
}
