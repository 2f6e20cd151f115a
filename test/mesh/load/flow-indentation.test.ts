import * as fc from 'fast-check';
import { Mesh } from '../../../src/mesh/mesh';
import { loadYaml } from '../../../src/mesh/load/yaml';

const read = (text: string) => {
  const { values, faults } = loadYaml({ file: 'a.yaml', text });
  return { values: values.map(({ value }) => value), faults: faults.map(({ message }) => message) };
};

test.each([
  ['a bracket below its key', 'a:\n  args: [\n    "x",\n  ]\n', { a: { args: ['x'] } }],
  ['in a list', '- name: a\n  args: [\n  x,\n  z\n  ]\n- b\n', [{ name: 'a', args: ['x', 'z'] }, 'b']],
  ['braces at the edge', 'spec: {\n"a": {\n"b": [1,\n2]}\n}\nkind: A\n', { spec: { a: { b: [1, 2] } }, kind: 'A' }],
  ['a comment between', 'a: [\n# about 1\n1\n# and 2\n, 2]\n', { a: [1, 2] }],
  ['quotes over lines', 'a: "one\ntwo\n\nthree"\nb: \'one\ntwo\'\n', { a: 'one two\nthree', b: 'one two' }],
  ['a line that goes on', 'a: "one\\\ntwo"\n', { a: 'onetwo' }],
  ['tabs', 'a: {\n\t"b": [\n\t\t1\n\t]\n}\n', { a: { b: [1] } }],
  ['tabs within a line', 'x:\n  a:\t["y\tz",\t2]\n', { x: { a: ['y\tz', 2] } }],
  ['line breaks of Windows', 'a:\r\n  b: [\r\n    1\r\n  ]\r\n', { a: { b: [1] } }],
])('%s', (_, text, value) => {
  expect(read(text)).toEqual({ values: [value], faults: [] });
});

test.each([
  ['quotes that do not end', 'a: "one\nb: two\n', 'deficient indentation'],
  ['a bracket that is not closed', 'a:\n  b: [\n  1\nc: 2\n', 'deficient indentation'],
])('what is no YAML is no YAML: %s', (_, text, message) => {
  expect(read(text)).toEqual({ values: [], faults: [message] });
});

test('other documents of the file are read as they were', () => {
  expect(read('a: 1\n---\nb: [\n1\n]\n---\nc: {').values).toEqual([{ a: 1 }, { b: [1] }]);
});

test('findings know the lines', () => {
  const text = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {
  name: web
}
spec: {
"servers": [
  {"port": {"number": 80, "name": "http", "protocol": "HTTP"},
"hosts": [
"a.example.com"
]}
]
}
`;
  const [gateway] = Mesh.fromYaml([{ file: 'web.yaml', text }]).objects;
  expect(gateway?.origin.lineOf?.(['spec', 'servers', 0, 'hosts', 0])).toBe(11);
  expect(gateway?.name).toBe('web');
});

test('a document of many such lines is read in a while, or refused', () => {
  const lines = Array.from({ length: 300 }, (_, index) => `"k${index}": ${index}`);
  const [value] = read(`a: {\n${lines.join(',\n')}\n}\n`).values as [{ a: object }];
  expect(Object.keys(value.a)).toHaveLength(300);
});

test('property: JSON below a key is read, wherever its lines begin', () => {
  const white = fc.stringMatching(/^[ \t]{0,3}$/);
  fc.assert(
    fc.property(
      fc.object({ maxDepth: 3, values: [fc.string(), fc.integer(), fc.boolean()] }),
      fc.array(white),
      (value, edges) => {
        const json = JSON.stringify(value, null, 1).split('\n');
        const text = json.map(
          (line, index) => `${index === 0 ? '' : (edges[index % edges.length] ?? '')}${line.trim()}`,
        );
        expect(read(`spec:\n   deep: ${text.join('\n')}\nafter: 1\n`)).toEqual(
          read(`${JSON.stringify({ spec: { deep: value }, after: 1 })}\n`),
        );
      },
    ),
  );
});
