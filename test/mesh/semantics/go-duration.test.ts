import * as fc from 'fast-check';
import { parseGoDuration } from '../../../src/mesh/semantics/go-duration';

test.each([
  ['0', 0n],
  ['1ns', 1n],
  ['1.5us', 1500n],
  ['1\u00b5s1\u03bcs', 2000n],
  ['.5s', 500_000_000n],
  ['1.s', 1_000_000_000n],
  ['-2ms', -2_000_000n],
  ['+1h2m3s', 3_723_000_000_000n],
  ['1.000000001h', 3_600_000_003_600n],
])('reads %s', (text, nanoseconds) => {
  expect(parseGoDuration(text)).toBe(nanoseconds);
});

test.each(['', '5', 's', '.s', '1d', '1s ', '1S', '1.2.3s', '--1s', '3000000h'])('refuses %j', (text) => {
  expect(parseGoDuration(text)).toBeUndefined();
});

test('whole parts of all units add up', () => {
  const part = fc.tuple(fc.nat(1000), fc.constantFrom('h', 'm', 's', 'ms', 'us', 'ns'));
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
      const sum = parts.reduce((total, [count, unit]) => total + (parseGoDuration(`${count}${unit}`) ?? -1n), 0n);
      expect(parseGoDuration(parts.map(([count, unit]) => `${count}${unit}`).join(''))).toBe(sum);
    }),
  );
});
