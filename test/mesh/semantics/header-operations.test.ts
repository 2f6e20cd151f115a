import { changedHeaders, headerChanges, joinedChanges } from '../../../src/mesh/semantics/header-operations';
import { HeadersHeaderOperations } from '../../../src/mesh/wire/networking';

const SENT = new Map([
  ['a', '1'],
  ['b', '2'],
]);

it.each<[HeadersHeaderOperations, [string, string][]]>([
  [
    { set: { A: 'x' } },
    [
      ['a', 'x'],
      ['b', '2'],
    ],
  ],
  [
    { add: { a: 'x', c: '3' } },
    [
      ['a', '1, x'],
      ['b', '2'],
      ['c', '3'],
    ],
  ],
  [{ remove: ['A', 'host', ':path'] }, [['b', '2']]],
  [
    { remove: ['a'], set: { a: 'kept' } },
    [
      ['b', '2'],
      ['a', 'kept'],
    ],
  ],
  [
    { set: { c: '' } },
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
])('%j is done', (operations, expected) => {
  expect([...changedHeaders(SENT, [headerChanges(operations)], (value) => value)]).toEqual(expected);
});

it('takes Host and :authority for the host, what is set before what is added', () => {
  expect(headerChanges({ set: { Host: 'a' }, add: { ':authority': 'b' } })).toEqual({
    remove: [],
    values: [],
    authority: 'a',
  });
  expect(headerChanges({ add: { ':authority': 'b' } }).authority).toBe('b');
});

it('makes the changes of a route and its only destination as one', () => {
  const joined = joinedChanges(
    headerChanges({ set: { a: 'route', host: 'r' } }),
    headerChanges({ set: { a: 'end', host: 'd' }, remove: ['a'] }),
  );
  expect([...changedHeaders(SENT, [joined], (value) => value)]).toEqual([
    ['b', '2'],
    ['a', 'end'],
  ]);
  expect(joined.authority).toBe('r');
});
