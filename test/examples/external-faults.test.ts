import { stringify } from 'yaml';
import { WrittenObject, objectsIn, synthExample } from '../support/example';

let objects: WrittenObject[];

beforeAll(() => {
  const files = synthExample('external-faults', '');
  expect(synthExample('external-faults', '')).toEqual(files);
  objects = [...files.values()].flatMap(objectsIn);
});

test('the faults are rendered like this', () => {
  const routes = objects.filter(({ kind }) => kind === 'VirtualService');
  expect(routes.map((object) => stringify(object)).join('---\n')).toMatchSnapshot();
});

test('the routes come after what they lead to, and the last one has no fault', () => {
  expect(objects.map(({ kind }) => kind)).toEqual(['ServiceEntry', 'DestinationRule', 'VirtualService']);
  const http = objects[2].spec?.http as Array<{ fault?: object; match?: object }>;
  expect(http.map(({ fault }) => fault !== undefined)).toEqual([true, true, false]);
  expect(http.at(-1)?.match).toBeUndefined();
});
