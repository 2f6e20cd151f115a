import fc from 'fast-check';
import { MatchIndex } from '../../../src/mesh/index/match-index';
import { isCovered } from '../../../src/mesh/semantics/http-match';
import { HttpMatchRequest, StringMatch } from '../../../src/mesh/wire/networking';

const path = fc.constantFrom('', '/', '/a', '/A', '/a/', '/a/b', '/ab', '*', '/a.*', '.*', '/a(b|c)', '/\u03b1\u03a3');
const uri = fc.oneof(
  path.map((exact): StringMatch => ({ exact })),
  path.map((prefix): StringMatch => ({ prefix })),
  path.map((regex): StringMatch => ({ regex })),
  fc.constant<StringMatch>({}),
);
const match: fc.Arbitrary<HttpMatchRequest> = fc.record(
  { uri, ignoreUriCase: fc.boolean(), port: fc.constantFrom(80, 443) },
  { requiredKeys: [] },
);

test('finds the first match that covers another, as going through all of them does', () => {
  fc.assert(
    fc.property(fc.array(match, { maxLength: 10 }), match, (matches, inner) => {
      const index = new MatchIndex<number>();
      matches.forEach((each, position) => index.add(each, position));
      const first = matches.findIndex((each) => isCovered(inner, each));
      expect(index.firstCovering(inner)).toBe(first < 0 ? undefined : first);
    }),
    { numRuns: 2000 },
  );
});
