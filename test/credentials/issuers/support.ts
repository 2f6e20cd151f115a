import { Testing } from 'cdk8s';
import { AcmeServer, AcmeSolver, ClusterIssuer, IssuerConfig } from 'cdk8s-istio';
import { schemaErrors } from '../../support/crd-schema';
import { newChart } from '../support/binding';

/** The spec of an issuer, after it was held against its CRD. */
export function specOf(config: IssuerConfig): { [field: string]: unknown } {
  const chart = newChart();
  new ClusterIssuer(chart, 'issuer', { metadata: { name: 'it' }, config });
  const [object] = Testing.synth(chart);
  expect(schemaErrors(object)).toEqual([]);
  expect(Testing.synth(chart)).toEqual([object]);
  return object.spec;
}

/** An ACME issuer with these solvers. */
export function acme(...solvers: AcmeSolver[]): IssuerConfig {
  return IssuerConfig.acme({ server: AcmeServer.letsEncryptStaging(), solvers });
}

/** The solvers of an issuer as they are rendered. */
export function solversOf(...solvers: AcmeSolver[]): unknown {
  return (specOf(acme(...solvers)) as { acme: { solvers: unknown } }).acme.solvers;
}
