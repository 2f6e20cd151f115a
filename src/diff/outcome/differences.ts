import { RequestTrace } from '../../simulation/request-trace';
import { Aspect, ASPECTS, Aspects, aspectsOf, OF_REQUEST } from './aspects';

/** Something about an outcome that is not as it was. */
export interface AspectDifference {
  readonly aspect: Aspect;
  /** '' where there was none. */
  readonly before: string;
  readonly after: string;
}

/** Aspects that say nothing where the request does not come so far in one of the meshes. */
const OF_FORWARDED: ReadonlySet<Aspect> = new Set([
  'path',
  'authority',
  'request headers',
  'timeout',
  'retries',
  'transport',
  'TLS settings of the destination',
  'traffic policy',
  'protocol',
  'external authorization',
]);
const OF_ANSWERED: ReadonlySet<Aspect> = new Set(ASPECTS.filter((aspect) => aspect !== 'connection'));

/** In what two outcomes of a request differ; nothing where they are the same to users. */
export function differencesOf(before: RequestTrace, after: RequestTrace): readonly AspectDifference[] {
  const [earlier, later] = [aspectsOf(before), aspectsOf(after)];
  const ignored = ignoredOf(earlier, later);
  return ASPECTS.filter((aspect) => !ignored.has(aspect) && earlier.get(aspect) !== later.get(aspect)).map(
    (aspect) => ({
      aspect,
      before: earlier.get(aspect) ?? '',
      after: later.get(aspect) ?? '',
    }),
  );
}

function ignoredOf(before: Aspects, after: Aspects): ReadonlySet<Aspect> {
  const isAnswered = (aspects: Aspects) => aspects.has('answer');
  const isForwarded = (aspects: Aspects) =>
    aspects.has('destination') && (aspects.get('answer') ?? '').includes('of the destination');
  if (isAnswered(before) !== isAnswered(after)) {
    return OF_ANSWERED;
  }
  const ofAnswer: readonly Aspect[] = before.get('answer') === after.get('answer') ? [] : ['body'];
  if (isForwarded(before) && isForwarded(after)) {
    return new Set(ofAnswer);
  }
  return new Set([...OF_FORWARDED, ...ofAnswer, ...(ofAnswer.length === 0 ? [] : (['response headers'] as const))]);
}

/** What two changes have to have in common to be the same change. */
export function keyOfDifferences(differences: readonly AspectDifference[]): string {
  return JSON.stringify(
    differences.map(({ aspect, before, after }) => (OF_REQUEST.has(aspect) ? [aspect] : [aspect, before, after])),
  );
}
