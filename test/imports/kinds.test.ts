import { App, Chart, Lazy, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import * as networking from '../../imports/networking';
import * as security from '../../imports/security';
import { KINDS } from './kinds';

const VERSIONS: { [kind: string]: string[] } = {
  AuthorizationPolicy: ['security.istio.io/v1', 'security.istio.io/v1beta1'],
  Certificate: ['cert-manager.io/v1'],
  ClusterIssuer: ['cert-manager.io/v1'],
  DestinationRule: ['networking.istio.io/v1', 'networking.istio.io/v1beta1', 'networking.istio.io/v1alpha3'],
  EnvoyFilter: ['networking.istio.io/v1alpha3'],
  ExternalSecret: ['external-secrets.io/v1'],
  Gateway: ['networking.istio.io/v1', 'networking.istio.io/v1beta1', 'networking.istio.io/v1alpha3'],
  Issuer: ['cert-manager.io/v1'],
  PeerAuthentication: ['security.istio.io/v1', 'security.istio.io/v1beta1'],
  ProxyConfig: ['networking.istio.io/v1beta1'],
  RequestAuthentication: ['security.istio.io/v1', 'security.istio.io/v1beta1'],
  SealedSecret: ['bitnami.com/v1alpha1'],
  ServiceEntry: ['networking.istio.io/v1', 'networking.istio.io/v1beta1', 'networking.istio.io/v1alpha3'],
  Sidecar: ['networking.istio.io/v1', 'networking.istio.io/v1beta1', 'networking.istio.io/v1alpha3'],
  Telemetry: ['telemetry.istio.io/v1', 'telemetry.istio.io/v1alpha1'],
  TrafficExtension: ['extensions.istio.io/v1alpha1'],
  VirtualService: ['networking.istio.io/v1', 'networking.istio.io/v1beta1', 'networking.istio.io/v1alpha3'],
  WasmPlugin: ['extensions.istio.io/v1alpha1'],
  WorkloadEntry: ['networking.istio.io/v1', 'networking.istio.io/v1beta1', 'networking.istio.io/v1alpha3'],
  WorkloadGroup: ['networking.istio.io/v1', 'networking.istio.io/v1beta1', 'networking.istio.io/v1alpha3'],
};

const METADATA = { name: 'it', namespace: 'apps' };

function chart(): Chart {
  return new Chart(new App(), 'chart');
}

test('there is one class for each kind', () => {
  expect(KINDS.map(({ name }) => name).sort()).toEqual(Object.keys(VERSIONS));
});

describe.each(KINDS.map((kind) => [kind.name, kind] as const))('%s', (name, Kind) => {
  test('knows its kind and apiVersions, the preferred one first', () => {
    expect(Kind.API_VERSIONS).toEqual(VERSIONS[name]);
    expect(Kind.GVK).toEqual({ apiVersion: VERSIONS[name][0], kind: name });
  });

  test.each([undefined, ...VERSIONS[name]])('renders as %s', (apiVersion) => {
    const scope = chart();
    new Kind(scope, 'it', { apiVersion, metadata: METADATA, spec: {} });
    const manifest = { apiVersion: apiVersion ?? VERSIONS[name][0], kind: name, metadata: METADATA, spec: {} };
    expect(Testing.synth(scope)).toEqual([manifest]);
    expect(Kind.manifest({ apiVersion, metadata: METADATA, spec: {} })).toEqual(manifest);
  });

  test.each(['v1', '', 'networking.istio.io/v2', 'apps/v1'])(`refuses to render as '%s'`, (apiVersion) => {
    const rule = `${name} is not served as '${apiVersion}'; set apiVersion to ${VERSIONS[name].join(' or ')}`;
    expect(() => new Kind(chart(), 'it', { apiVersion, spec: {} })).toThrow(`chart/it: ${rule}`);
    expect(() => Kind.manifest({ apiVersion, spec: {} })).toThrow(`${name}.manifest: ${rule}`);
  });

  test('omits what is undefined and keeps what is merely empty', () => {
    const spec = { map: {}, list: [], zero: 0, no: false, text: '', missing: undefined, items: [{ gone: undefined }] };
    const scope = chart();
    new Kind(scope, 'it', { spec });
    expect(Testing.synth(scope)[0].spec).toStrictEqual({
      map: {},
      list: [],
      zero: 0,
      no: false,
      text: '',
      items: [{}],
    });
  });

  test('renders no spec and no metadata of its own when none is given', () => {
    expect(Kind.manifest({})).toStrictEqual({ apiVersion: VERSIONS[name][0], kind: name });
    const scope = chart();
    const object = new Kind(scope, 'it', {});
    expect(Testing.synth(scope)).toStrictEqual([
      { apiVersion: VERSIONS[name][0], kind: name, metadata: { name: object.name } },
    ]);
  });

  test('passes any spec through, the same each time', () => {
    const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean());
    // cdk8s itself cannot render an object with a key such as `constructor`.
    const key = fc.string({ minLength: 1 }).filter((each) => !(each in {}));
    const dictionary = <T>(each: fc.Arbitrary<T>): fc.Arbitrary<{ [key: string]: T }> =>
      fc.dictionary(key, each, { noNullPrototype: true });
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, scalar, fc.array(tie('value')), dictionary(tie('value'))),
    }));
    fc.assert(
      fc.property(dictionary(value), (spec) => {
        const before = structuredClone(spec);
        const object = new Kind(chart(), 'it', { spec });
        const plain = JSON.parse(JSON.stringify(spec)) as unknown;
        expect((object.toJson() as { spec: unknown }).spec).toEqual(plain);
        expect((object.toJson() as { spec: unknown }).spec).toEqual(plain);
        expect(spec).toEqual(before);
      }),
      { numRuns: 25 },
    );
  });
});

test('specs are typed, and enums render as their wire values', () => {
  const scope = new Chart(new App(), 'chart', { namespace: 'apps', labels: { team: 'web' } });
  new networking.DestinationRule(scope, 'rule', {
    metadata: { name: 'web' },
    spec: {
      host: 'web',
      trafficPolicy: {
        loadBalancer: { simple: networking.LoadBalancerSettingsSimpleLb.LEAST_REQUEST },
        tls: { mode: networking.ClientTlsSettingsTlsMode.ISTIO_MUTUAL },
        connectionPool: { http: { maxRetries: 0 }, tcp: {} },
      },
      subsets: [{ name: 'v1', labels: { version: 'v1' }, trafficPolicy: {} }],
    },
  });
  new security.AuthorizationPolicy(scope, 'policy', {
    metadata: { name: 'web' },
    spec: { action: security.AuthorizationPolicyAction.DENY, rules: [{}] },
  });
  expect(Testing.synth(scope)).toEqual([
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: 'web', namespace: 'apps', labels: { team: 'web' } },
      spec: {
        host: 'web',
        trafficPolicy: {
          loadBalancer: { simple: 'LEAST_REQUEST' },
          tls: { mode: 'ISTIO_MUTUAL' },
          connectionPool: { http: { maxRetries: 0 }, tcp: {} },
        },
        subsets: [{ name: 'v1', labels: { version: 'v1' }, trafficPolicy: {} }],
      },
    },
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name: 'web', namespace: 'apps', labels: { team: 'web' } },
      spec: { action: 'DENY', rules: [{}] },
    },
  ]);
});

test('a spec may be settled as late as at synthesis', () => {
  const scope = chart();
  const hosts: string[] = [];
  const spec = Lazy.any({ produce: () => ({ hosts }) }) as networking.VirtualServiceSpec;
  new networking.VirtualService(scope, 'routes', { spec });
  hosts.push('a.example.com');
  expect(Testing.synth(scope)[0].spec).toEqual({ hosts: ['a.example.com'] });
});
