import fc from 'fast-check';
import { SelectorIndex } from '../../../src/mesh/index/selector-index';
import { selects } from '../../../src/mesh/semantics/selector';

const labels = fc.dictionary(fc.constantFrom('app', 'version', 'tier'), fc.constantFrom('a', 'b', ''), { maxKeys: 3 });

test('finds what going through all items finds, in the same order', () => {
  fc.assert(
    fc.property(fc.array(labels, { maxLength: 12 }), labels, (selectors, carried) => {
      const items = selectors.map((selector, name) => ({ name, selector }));
      const index = new SelectorIndex(items, ({ selector }) => selector);
      expect(index.selecting(carried)).toEqual(items.filter(({ selector }) => selects(selector, carried)));
    }),
  );
});
