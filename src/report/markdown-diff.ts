import { MeshDiff } from '../diff/mesh-diff';
import { TrafficChange } from '../diff/traffic-change';
import { causeText, totalsOf } from './text-diff';

/** What a comment on GitHub may hold, with something to spare. */
const MOST_CHARACTERS = 60_000;

/** A comparison for a comment on a pull request: by host, each change with a table, and both ways of the request to unfold. */
export function markdownDiff(diff: MeshDiff): string {
  const head = ['## What becomes of requests', '', `${totalsOf(diff)}.`];
  const foot =
    diff.unsimulated.length === 0
      ? []
      : ['', 'Not simulated:', '', ...diff.unsimulated.map((change) => `- ${code(causeText(change))}`)];
  const written: string[] = [];
  let [length, left] = [[...head, ...foot].join('\n').length, diff.changes.length];
  let host: string | undefined;
  for (const change of diff.changes) {
    const block = [...(change.host === host ? [] : ['', `### ${code(change.host)}`]), '', changeOf(change)].join('\n');
    if (length + block.length > MOST_CHARACTERS) {
      break;
    }
    written.push(block);
    [length, left, host] = [length + block.length + 1, left - 1, change.host];
  }
  const rest = left === 0 ? [] : ['', `… and ${left} more, for which there is no room here.`];
  return `${[...head, ...written, ...rest, ...foot].join('\n')}\n`;
}

function changeOf(change: TrafficChange): string {
  const { summary, request, requestDetails, differences, from, causes, wayBefore, wayAfter } = change;
  return [
    `#### ${code(request)}`,
    '',
    ...requestDetails.map((detail) => `- ${code(detail)}`),
    ...(requestDetails.length === 0 ? [] : ['']),
    `${escaped(summary)}.`,
    '',
    '| | before | after |',
    '| --- | --- | --- |',
    ...differences.map((each) => `| ${each.aspect} | ${cell(each.before)} | ${cell(each.after)} |`),
    '',
    `From ${escaped(from.join('; '))}.`,
    ...(causes.length === 0 ? [] : ['', ...causes.map((cause) => `- ${code(causeText(cause))}`)]),
    '',
    '<details><summary>The way of the request</summary>',
    '',
    block('before', wayBefore),
    '',
    block('after', wayAfter),
    '',
    '</details>',
  ].join('\n');
}

function block(title: string, text: string): string {
  return `<pre>${title}\n${html(text)}</pre>`;
}

function cell(text: string): string {
  return text === '' ? '' : code(text);
}

/** Code that may hold anything: backticks would need others around them, and end at a bar in a table. */
function code(text: string): string {
  return `<code>${html(text)
    .replace(/\|/g, '&#124;')
    .replace(/[\r\n]+/g, ' ')}</code>`;
}

function html(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/`/g, '&#96;')
    .replace(/([*_~[\]\\@#])/g, (char) => `&#${char.charCodeAt(0)};`);
}

function escaped(text: string): string {
  return html(text)
    .replace(/\|/g, '&#124;')
    .replace(/[\r\n]+/g, ' ');
}
