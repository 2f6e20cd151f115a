import { MeshDiff } from '../diff/mesh-diff';
import { ObjectChange, TrafficChange } from '../diff/traffic-change';
import { counted } from './counted';
import { oneLine } from './one-line';
import { Palette, paletteOf } from './palette';
import { sourceOf, titleOf } from './place-text';

/** A comparison for people: by host, each change with what it was, what it is, and both ways of the request. */
export function textDiff(diff: MeshDiff, inColour: boolean): string {
  const palette = paletteOf(inColour);
  const blocks = diff.hosts.map((host) => {
    const changes = diff.changes.filter((change) => change.host === host);
    return [palette.strong(host), ...changes.map((change) => changeText(change, palette))].join('\n\n');
  });
  return `${[...blocks, footOf(diff, palette)].join('\n\n')}\n`;
}

function changeText(change: TrafficChange, { strong, weak, bad, good }: Palette): string {
  const { summary, request, requestDetails, differences, from, causes, wayBefore, wayAfter } = change;
  return [
    `  ${strong(oneLine(request))}`,
    ...requestDetails.map((detail) => `    ${oneLine(detail)}`),
    `    ${oneLine(summary)}`,
    ...differences.flatMap((each) => [
      bad(`      - ${each.aspect}: ${oneLine(each.before || 'none')}`),
      good(`      + ${each.aspect}: ${oneLine(each.after || 'none')}`),
    ]),
    `    from ${oneLine(from.join('; '))}`,
    ...causes.map((cause) => `    ${causeText(cause)}`),
    '    before',
    ...indented(wayBefore).map(weak),
    '    after',
    ...indented(wayAfter).map(weak),
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

function footOf(diff: MeshDiff, { good, doubtful }: Palette): string {
  const totals = diff.changes.length === 0 ? good(totalsOf(diff)) : totalsOf(diff);
  return [totals, ...diff.unsimulated.map((change) => doubtful(`not simulated: ${causeText(change)}`))].join('\n');
}

function indented(text: string): readonly string[] {
  return text.split('\n').map((line) => `      ${oneLine(line)}`);
}
