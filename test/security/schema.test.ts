import { App, Chart, Testing } from 'cdk8s';
import { schemaErrors } from '../support/crd-schema';
import { missingFrom, readKindSchema } from '../support/schema-walk';
import { build as authorizationPolicies } from './full/authorization-policy';
import { build as peerAuthentications } from './full/peer-authentication';
import { build as requestAuthentications } from './full/request-authentication';

describe.each([
  ['authorization-policy', authorizationPolicies],
  ['peer-authentication', peerAuthentications],
  ['request-authentication', requestAuthentications],
])('%s', (kind, build) => {
  const chart = new Chart(new App(), 'full', { namespace: 'shop' });
  build(chart);
  const manifests = Testing.synth(chart);

  test('every field and enum value of the CRD can be produced', () => {
    expect(missingFrom(readKindSchema(kind), manifests)).toEqual([]);
  });

  test('the CRD takes what is produced', () => {
    expect(manifests.flatMap(schemaErrors)).toEqual([]);
  });

  test('synth twice gives the same', () => {
    expect(Testing.synth(chart)).toEqual(manifests);
  });
});
