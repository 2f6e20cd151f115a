import { App, Chart, Testing } from 'cdk8s';
import { schemaErrors } from '../support/crd-schema';
import { missingFrom, readKindSchema } from '../support/schema-walk';
import { build } from './full/envoy-filter';

const chart = new Chart(new App(), 'full', { namespace: 'shop' });
build(chart);
const manifests = Testing.synth(chart);

test('every field and enum value of the CRD can be produced', () => {
  expect(missingFrom(readKindSchema('envoy-filter'), manifests)).toEqual([]);
});

test('the CRD takes what is produced', () => {
  expect(manifests.flatMap(schemaErrors)).toEqual([]);
});

test('synth twice gives the same', () => {
  expect(Testing.synth(chart)).toEqual(manifests);
});
