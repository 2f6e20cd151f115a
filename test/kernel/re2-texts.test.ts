import fc from 'fast-check';
import { matchesWholeRegex } from '../../src/kernel/re2';
import { textsOfRegex } from '../../src/kernel/re2-texts';

describe('texts of a regular expression', () => {
  it.each<[pattern: string, texts: readonly string[]]>([
    ['/(en|de|fr)/[a-z]{3}', ['/en/xxx', '/de/xxx', '/fr/xxx']],
    ['^(.*?;)?(user=jason)(;.*)?$', ['user=jason', ';user=jason', 'user=jason;', ';user=jason;']],
    ['\\bfoo\\b', ['foo']],
    ['(?i)ab', ['AB']],
    ['\\Q.*\\E', ['.*']],
    ['[[:alpha:]]+-v[0-9]', ['x-v1', 'x-v9', 'xx-v1', 'xx-v9']],
    ['\\p{Greek}', ['Ͱ']],
    ['', ['']],
    ['a$b', []],
    ['(', []],
  ])('%s', (pattern, texts) => {
    expect(textsOfRegex(pattern)).toEqual(texts);
  });

  it('begin with a character where one is asked for', () => {
    expect(textsOfRegex('.*abc', { most: 2, first: '/' })).toEqual(['/abc', '/xabc']);
    expect(textsOfRegex('abc', { first: '/' })).toEqual([]);
  });

  it('are found for nested repetitions too', () => {
    expect(textsOfRegex('((a*)*(b|c)+)*x{20}').length).toBeGreaterThan(0);
  });

  it('match as a whole', () => {
    const part = fc.constantFrom('a', '[b-f]', '.', '\\d', '(?:x|y)', '(z)', '\\.', '/', '\\w', '[^a]');
    const repeated = fc.tuple(part, fc.constantFrom('', '*', '+', '?', '{2}', '{1,3}')).map((pair) => pair.join(''));
    fc.assert(
      fc.property(fc.array(repeated, { maxLength: 6 }), (parts) => {
        const pattern = parts.join('');
        const texts = textsOfRegex(pattern);
        expect(texts.length).toBeGreaterThan(0);
        texts.forEach((text) => expect(matchesWholeRegex(pattern, text)).toBe(true));
      }),
    );
  });
});
