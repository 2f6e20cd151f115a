import { App, Chart, Testing } from 'cdk8s';
import { ProxyConfig, ProxyConfigProps } from '../../src/networking/proxy-config';
import { ProxyImage } from '../../src/networking/proxy-config-image';
import { schemaErrors } from '../support/crd-schema';
import { missingFrom, readKindSchema } from '../support/schema-walk';
import { build as buildFull } from './full/proxy-config';

const newChart = () => new Chart(new App(), 'shop', { namespace: 'default' });
const build = (props: ProxyConfigProps) => new ProxyConfig(newChart(), 'proxy', props);
const specOf = (props: ProxyConfigProps) => build(props).toJson().spec;

test('every field, rendered twice alike', () => {
  const chart = newChart();
  buildFull(chart);
  const manifests = Testing.synth(chart);
  expect(manifests).toEqual([
    {
      apiVersion: 'networking.istio.io/v1beta1',
      kind: 'ProxyConfig',
      metadata: expect.objectContaining({ namespace: 'default' }),
      spec: {
        selector: { matchLabels: { app: 'shop' } },
        concurrency: 2,
        environmentVariables: { ISTIO_META_TEAM: 'web' },
        image: { imageType: 'distroless' },
      },
    },
  ]);
  expect(missingFrom(readKindSchema('proxy-config'), manifests)).toEqual([]);
  expect(manifests.flatMap(schemaErrors)).toEqual([]);
  expect(Testing.synth(chart)).toEqual(manifests);
});

test.each([
  [ProxyImage.DEFAULT, 'default'],
  [ProxyImage.DEBUG, 'debug'],
  [ProxyImage.DISTROLESS, 'distroless'],
  [ProxyImage.of('centos-9.1'), 'centos-9.1'],
])('the image %#', (image, imageType) => {
  expect(specOf({ image })).toEqual({ image: { imageType } });
});

test('0, empty texts and empty maps are kept, and overrides come on top', () => {
  expect(specOf({ concurrency: 0, environmentVariables: { A: '' }, overrides: { image: { novel: [] } } })).toEqual({
    concurrency: 0,
    environmentVariables: { A: '' },
    image: { novel: [] },
  });
  expect(specOf({ environmentVariables: {} })).toEqual({ environmentVariables: {} });
  expect(specOf({})).toEqual({});
});

test('maps that were passed in can change afterwards', () => {
  const selector: { [label: string]: string } = { app: 'shop' };
  const environmentVariables: { [name: string]: string } = { A: 'a' };
  const config = build({ selector, environmentVariables });
  selector.app = 'other';
  environmentVariables.B = 'b';
  expect(config.toJson().spec).toEqual({
    selector: { matchLabels: { app: 'shop' } },
    environmentVariables: { A: 'a' },
  });
});

const refused: Array<[string, ProxyConfigProps, string]> = [
  ['a malformed name', { metadata: { name: 'A' } }, 'the name of a ProxyConfig must be a Kubernetes object name'],
  ['an empty selector', { selector: {} }, 'selector must have labels: Istio applies a ProxyConfig with an empty'],
  ['a wildcard', { selector: { app: 'a*' } }, 'selector["app"] must be a label value as Kubernetes takes it'],
  ['an empty label', { selector: { '': 'a' } }, 'selector must have label names as Kubernetes takes them'],
  ['threads below none', { concurrency: -1 }, 'concurrency must be a whole number from 0 to 2147483647'],
  ['half a thread', { concurrency: 1.5 }, 'concurrency must be a whole number from 0 to 2147483647'],
  ['a variable without name', { environmentVariables: { '': 'a' } }, 'environmentVariables must have names without ='],
  ['a variable with =', { environmentVariables: { 'A=B': 'a' } }, 'environmentVariables must have names without ='],
  [
    'a long variable',
    { environmentVariables: { A: 'a'.repeat(2049) } },
    'environmentVariables["A"] must be a text of at most 2048 characters\n  received: "2049 characters"',
  ],
  [
    'a number for a text',
    { environmentVariables: { A: 3 as unknown as string } },
    'environmentVariables["A"] must be a text of at most 2048 characters\n  received: "number"',
  ],
];
test.each(refused)('%s is refused', (_, props, message) => {
  expect(() => build(props)).toThrow(`[shop/proxy] ${message}`);
  expect(() => build(props)).toThrow('\n  received: ');
  expect(() => build(props)).toThrow('\n  fix: ');
});

test.each(['', 'a b', '-/'])('the image type "%s" is refused', (imageType) => {
  expect(() => ProxyImage.of(imageType)).toThrow('the image type of a proxy must be the ending of a tag');
});
