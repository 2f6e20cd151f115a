import { RecordedOutcome, RecordedRequest } from '../../scripts/lib/traffic-case';

/** A field in which what is seen differs from what was recorded. */
export interface Difference {
  readonly field: string;
  readonly recorded: unknown;
  readonly seen: unknown;
}

/** Standard deviations that the shares of two samples may be apart. */
const DEVIATIONS = 4;
/** Recorded shares are rounded. */
const ROUNDING = 0.006;

type Shares = { readonly [key: string]: number };

/** In what two observations of a request differ; shares of many equal requests may, as far as chance goes. */
export function compare({ expect, repeat = 1 }: RecordedRequest, seen: RecordedOutcome): readonly Difference[] {
  const fields = [...new Set([...Object.keys(expect), ...Object.keys(seen)])] as (keyof RecordedOutcome)[];
  return fields.flatMap((field) => {
    const [recorded, now] = [expect[field], seen[field]];
    const isSame = areShares(recorded, now) ? areAlike(sharesIn(recorded), sharesIn(now), repeat) : isAlike(field, recorded, now, repeat);
    return isSame ? [] : [{ field, recorded, seen: now }];
  });
}

function areShares(...values: readonly unknown[]): boolean {
  return values.some((value) => isObject(value) && Object.values(value).length > 0 && Object.values(value).every((each) => typeof each === 'number'));
}

/** A single value is all of the shares. */
function sharesIn(value: unknown): Shares {
  return isObject(value) ? (value as Shares) : value === undefined ? {} : { [textOf(value)]: 1 };
}

function areAlike(recorded: Shares, seen: Shares, count: number): boolean {
  return [...new Set([...Object.keys(recorded), ...Object.keys(seen)])].every((key) => {
    const [one, other] = [recorded[key] ?? 0, seen[key] ?? 0];
    const mean = (one + other) / 2;
    return Math.abs(one - other) <= DEVIATIONS * Math.sqrt((2 * mean * (1 - mean)) / count) * (count > 1 ? 1 : 0) + ROUNDING;
  });
}

function isAlike(field: keyof RecordedOutcome, recorded: unknown, seen: unknown, repeat: number): boolean {
  // Of several answers, these are of the last one or of most, whichever that was.
  const isOfLast = repeat > 1 && ['upstream', 'log', 'responseHeaders', 'body', 'flags'].includes(field);
  return isOfLast || textOf(withoutUnseen(field, recorded)) === textOf(withoutUnseen(field, seen, recorded));
}

/** The answer to a HEAD request told nothing of authority and path where cases were recorded. */
function withoutUnseen(field: string, value: unknown, recorded: unknown = value): unknown {
  const isUnseen = field === 'upstream' && isObject(recorded) && recorded.authority === null;
  return isUnseen && isObject(value) ? { protocol: value.protocol } : value;
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON with its fields in order. */
function textOf(value: unknown): string {
  return (
    JSON.stringify(value, (_, each: unknown) =>
      isObject(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each,
    ) ?? 'undefined'
  );
}
