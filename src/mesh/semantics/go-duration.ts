import { remembered } from '../../kernel/remembered';

const UNITS: { readonly [unit: string]: bigint } = {
  ns: 1n,
  us: 1_000n,
  '\u00b5s': 1_000n,
  '\u03bcs': 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};
const PART = /([0-9]*)(?:\.([0-9]*))?([^0-9.]+)/y;
const LONGEST = 2n ** 63n - 1n;

/** Nanoseconds of a duration as Go reads it (`1h30m`, `0.5s`, `-2ms`, `0`); undefined where Go refuses it. */
export const parseGoDuration: (text: string) => bigint | undefined = remembered(read);

function read(text: string): bigint | undefined {
  const [sign, rest] = /^[-+]/.test(text) ? [text[0], text.slice(1)] : ['', text];
  if (rest === '0') {
    return 0n;
  }
  let total = 0n;
  PART.lastIndex = 0;
  for (let at = 0; at < rest.length || at === 0; at = PART.lastIndex) {
    const [, whole = '', fraction = '', name = ''] = PART.exec(rest) ?? [];
    const unit = Object.hasOwn(UNITS, name) ? UNITS[name] : undefined;
    if (unit === undefined || whole + fraction === '') {
      return undefined;
    }
    total += BigInt(whole === '' ? '0' : whole) * unit;
    total += (BigInt(fraction === '' ? '0' : fraction) * unit) / 10n ** BigInt(fraction.length);
    if (total > LONGEST) {
      return undefined;
    }
  }
  return sign === '-' ? -total : total;
}
