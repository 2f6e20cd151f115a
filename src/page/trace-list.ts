import { RequestTrace } from '../simulation/request-trace';
import { requestDetails } from '../simulation/request-text';
import { traceText } from '../simulation/trace-text';
import { make } from './dom';

/** The way of a request as a list, and the fields that the access log would have. */
export function traceList(trace: RequestTrace): HTMLElement {
  const [head, ...lines] = traceText(trace).split('\n');
  const list = make('ol', '', ...lines.map((line) => stepOf(line, trace)));
  const logged = trace.outcomes.find(({ log }) => log !== undefined)?.log;
  const fields = Object.entries(logged ?? {}).flatMap(([name, value]: [string, string | number | undefined]) =>
    value === undefined ? [] : [make('dt', '', name), make('dd', '', String(value))],
  );
  const brings = requestDetails(trace.request);
  return make(
    'div',
    '',
    make('p', '', head),
    ...(brings.length === 0 ? [] : [make('ul', 'brings', ...brings.map((each) => make('li', '', each)))]),
    list,
    ...(fields.length === 0 ? [] : [make('h3', 'faint', 'Access log'), make('dl', '', ...fields)]),
  );
}

function stepOf(line: string, { outcomes }: RequestTrace): HTMLLIElement {
  const [, what, text] = /^\s*(\S+(?: \S+)?)\s{2,}(.*)$/.exec(line) ?? [undefined, '', line.trim()];
  const isEnd = what === 'outcome';
  const isBad =
    isEnd &&
    outcomes.some(
      ({ connection, status = 200, reason }) => (text ?? '').endsWith(reason) && (connection !== 'ok' || status >= 400),
    );
  const className = [isEnd ? 'end' : '', isBad ? 'bad' : '', what === 'not' ? 'faint' : ''].join(' ').trim();
  return make('li', className, make('span', 'faint', `${what ?? ''} `), text ?? '');
}
