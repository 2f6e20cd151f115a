import { App, Chart } from 'cdk8s';
import { ExportTo, renderExportTo } from '../../src/networking/export-to';
import { misuseOf } from '../support/misuse-of';

const owner = new Chart(new App(), 'chart');
const render = (entries: ExportTo[], nowhereAllowed = true, namespace: string | undefined = 'shop') =>
  renderExportTo(entries, { owner, namespace }, { nowhereAllowed });
const everywhere = ExportTo.everywhere();
const own = ExportTo.ownNamespace();
const nowhere = ExportTo.nowhere();
const web = ExportTo.namespace('web');
const shop = ExportTo.namespace('shop');

test.each<[string, ExportTo[], string[]]>([
  ['nothing', [], []],
  ['everywhere', [everywhere], ['*']],
  ['nowhere', [nowhere], ['~']],
  ['own namespace', [own], ['.']],
  ['namespaces', [own, web], ['.', 'web']],
  ['own namespace by its name', [shop, web], ['shop', 'web']],
])('%s', (_, entries, expected) => {
  expect(render(entries)).toEqual(expected);
});

test('the own namespace is not compared by name where it is open', () => {
  expect(renderExportTo([own, shop], { owner }, { nowhereAllowed: false })).toEqual(['.', 'shop']);
});

const ONCE = "[chart] exportTo must list each namespace once; ExportTo.ownNamespace() counts as the object's namespace";

test.each<[string, () => unknown, string, string, RegExp]>([
  ['a namespace twice', () => render([web, web]), ONCE, '["web","web"]', /second 'web'/],
  ['the own namespace twice', () => render([own, shop]), ONCE, '[".","shop"]', /second 'shop'/],
  [
    'everywhere and more',
    () => render([everywhere, web]),
    "[chart] '*' must be the only entry of exportTo",
    '["*","web"]',
    /leave out/,
  ],
  [
    'nowhere and more',
    () => render([own, nowhere]),
    "[chart] '~' must be the only entry of exportTo",
    '[".","~"]',
    /leave out/,
  ],
  [
    'nowhere',
    () => render([nowhere], false),
    '[chart] only a ServiceEntry can be exported nowhere',
    '["~"]',
    /ownNamespace/,
  ],
  [
    'a name',
    () => ExportTo.namespace('Web'),
    'a namespace in exportTo must be an RFC 1123 label',
    '"Web"',
    /lower-case/,
  ],
  ['a star', () => ExportTo.namespace('*'), 'a namespace in exportTo must be an RFC 1123 label', '"*"', /lower-case/],
])('%s is refused', (_, action, rule, received, fix) => {
  expect(misuseOf(action)).toEqual({ rule, received, fix: expect.stringMatching(fix) });
});
