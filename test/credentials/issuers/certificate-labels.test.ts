import { App, Chart, Testing } from 'cdk8s';
import {
  AcmeChallenge,
  AcmeSolver,
  Backend,
  ClusterIssuer,
  Credential,
  Dns01Provider,
  IBoundCredential,
  SecureIngress,
} from 'cdk8s-istio';
import { IstioAnalysis } from '../../../src/analysis/istio-analysis';
import { Mesh } from '../../../src/mesh/mesh';
import { BIND, errorOf } from '../support/binding';
import { acme } from './support';

type Labels = { [label: string]: string };

const http = AcmeSolver.http01(undefined, { matchLabels: { solver: 'http' } });
const dns = AcmeSolver.dns01(Dns01Provider.route53(), { matchLabels: { solver: 'dns' } });
const chartWith = (labels?: Labels): Chart => new Chart(new App(), 'chart', { namespace: 'istio-system', labels });
const issuerIn = (chart: Chart): ClusterIssuer =>
  new ClusterIssuer(chart, 'issuer', { metadata: { name: 'acme' }, config: acme(http, dns) });
const bind = (chart: Chart, labels?: Labels, hosts = ['shop.example.com']): IBoundCredential =>
  Credential.certManager({ issuer: issuerIn(chart), labels }).bind(chart, { ...BIND, hosts });

test.each<[string, Labels | undefined, Labels | undefined, AcmeChallenge]>([
  ['of the credential', undefined, { solver: 'dns' }, AcmeChallenge.DNS_01],
  ['of the chart', { solver: 'http' }, undefined, AcmeChallenge.HTTP_01],
  ['of the credential rather than of the chart', { solver: 'http' }, { solver: 'dns' }, AcmeChallenge.DNS_01],
])('labels %s choose the solver', (_, ofChart, labels, expected) => {
  const chart = chartWith(ofChart);
  expect(bind(chart, labels)).toMatchObject({ acmeChallenge: expected });
  const [, certificate] = Testing.synth(chart);
  expect(certificate.metadata.labels).toEqual({ ...ofChart, ...labels });
});

test('labels that no solver is for are refused, and told beside those of the solvers', () => {
  const error = errorOf(() => bind(chartWith(), { solver: 'none' }));
  expect(error).toMatch(/^\[chart\] a solver of the issuer must be for each name/);
  expect(error).toMatch(/shop\.example\.com, label solver=none, with solvers for label solver=http; label solver=dns/);
});

test('a wildcard is refused where labels choose HTTP-01, and taken where they choose DNS-01', () => {
  const wildcard = ['*.example.com'];
  expect(errorOf(() => bind(chartWith(), { solver: 'http' }, wildcard))).toMatch(/HTTP-01 can prove no wildcard/);
  expect(bind(chartWith(), { solver: 'dns' }, wildcard).credentialName).toBe('shop-credential');
});

test('labels are copied', () => {
  const chart = chartWith();
  const labels = { solver: 'dns' };
  const credential = Credential.certManager({ issuer: issuerIn(chart), labels });
  labels.solver = 'none';
  expect(credential.bind(chart, BIND)).toMatchObject({ acmeChallenge: AcmeChallenge.DNS_01 });
});

test('an ingress leaves the challenge of its own solver alone', () => {
  const chart = chartWith();
  new SecureIngress(chart, 'ingress', {
    name: 'shop',
    hosts: ['shop.example.com'],
    credential: Credential.certManager({ issuer: issuerIn(chart), labels: { solver: 'http' } }),
    backend: Backend.named('shop', { port: 80 }),
  });
  const gateway = Testing.synth(chart).find(({ kind }) => kind === 'Gateway') as { spec: { servers: object[] } };
  expect(gateway.spec.servers[0]).not.toHaveProperty('tls');
  expect(IstioAnalysis.run(Mesh.fromApp(chart)).findings.map(({ code }) => code)).toEqual([]);
});
