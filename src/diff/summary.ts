import { RequestTrace } from '../simulation/request-trace';
import { aspectsOf } from './outcome/aspects';
import { AspectDifference } from './outcome/differences';

const CONNECTIONS: { readonly [result: string]: string } = {
  ok: 'made',
  refused: 'refused',
  closed: 'closed without an answer',
  'tls-error': 'refused in the TLS handshake',
};

/** What changed, in a sentence without its full stop: of several things the most important one, and the names of the others. */
export function summaryOf(differences: readonly AspectDifference[], before: RequestTrace, after: RequestTrace): string {
  const [first, ...rest] = differences;
  const isMoved = first.aspect === 'answer';
  const others = rest.filter(({ aspect }) => !(isMoved && aspect === 'destination')).map(({ aspect }) => aspect);
  const main = mainOf(first, before, after);
  return others.length === 0 ? main : `${main}; also: ${others.join(', ')}`;
}

function mainOf(
  { aspect, before: was, after: is }: AspectDifference,
  before: RequestTrace,
  after: RequestTrace,
): string {
  switch (aspect) {
    case 'connection':
      return `the connection is ${connection(is)}${is === 'ok' ? '' : ` (${reasonOf(after)})`}; it was ${connection(was)}${was === 'ok' ? '' : ` (${reasonOf(before)})`}`;
    case 'answer':
      return `the answer is ${answer(is, after)}; it was ${answer(was, before)}`;
    case 'destination':
      return `goes to ${is || 'nobody'} instead of ${was || 'nobody'}`;
    default:
      return was === ''
        ? `${aspect}: ${is} is new`
        : is === ''
          ? `${aspect}: ${was} is gone`
          : `${aspect}: ${is} instead of ${was}`;
  }
}

function connection(result: string): string {
  return CONNECTIONS[result] ?? result;
}

function answer(text: string, trace: RequestTrace): string {
  if (text === 'of the destination') {
    const destination = aspectsOf(trace).get('destination') ?? '';
    return destination === '' ? 'that of the destination' : `that of ${destination}`;
  }
  return text.startsWith('of ') ? `that ${text}` : `${text} (${reasonOf(trace)})`;
}

/** Why it ends as it does: of several outcomes, why the proxy answers itself. */
function reasonOf({ outcomes }: RequestTrace): string {
  const own = outcomes.filter(({ upstream }) => upstream === undefined);
  return [...new Set((own.length === 0 ? outcomes : own).map(({ reason }) => reason))].join(', ');
}
