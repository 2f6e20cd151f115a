import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, Duration } from 'cdk8s';
import { ValidationContext } from 'cdk8s-cli/plugins';
import { AnalysisOptions } from '../../src/analysis/analysis-options';
import { IstioAnalysis } from '../../src/analysis/istio-analysis';
import { IstioValidation } from '../../src/analysis/istio-validation';
import { parsePlainKeys, PlainKeys } from '../../src/analysis/plain-keys';
import { Mesh } from '../../src/mesh/mesh';
import { NOW, issue } from '../credentials/support/certificates';
import { newFolder, removeFolders } from '../support/folder';

afterAll(removeFolders);

const { key } = issue();
const folder = newFolder();
const SECRET = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'shop', namespace: 'shop' },
  stringData: { 'tls.key': key },
});

function severities(options: AnalysisOptions): string[] {
  const { findings } = IstioAnalysis.run(Mesh.fromYaml([{ file: 'shop.yaml', text: SECRET }]), options);
  return findings.map(({ code, severity }) => `${code} ${severity}`);
}

test('a key in a manifest is a warning, or an error where it is forbidden', () => {
  expect(severities({})).toEqual(['CDI0012 warning']);
  expect(severities({ plainKeys: PlainKeys.WARNED })).toEqual(['CDI0012 warning']);
  expect(severities({ plainKeys: PlainKeys.FORBIDDEN })).toEqual(['CDI0012 error']);
  expect(severities({ plainKeys: PlainKeys.FORBIDDEN, except: ['CDI0012'] })).toEqual([]);
});

describe('an app', () => {
  const appWithKey = (options: AnalysisOptions): { readonly app: App; readonly secret: ApiObject } => {
    const app = new App({ outdir: folder });
    IstioAnalysis.attach(app, options);
    const { apiVersion, kind, ...rest } = JSON.parse(SECRET) as { apiVersion: string; kind: string };
    return { app, secret: new ApiObject(new Chart(app, 'shop'), 'secret', { apiVersion, kind, ...rest }) };
  };

  test('is synthesized with a warning, and not at all where it is forbidden', () => {
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    appWithKey({}).app.synth();
    expect(stderr.mock.calls.join()).toMatch(/warning CDI0012 .*fix: Have the key made in the cluster/s);
    stderr.mockRestore();
    expect(() => appWithKey({ plainKeys: PlainKeys.FORBIDDEN }).app.synth()).toThrow(/CDI0012 .*'tls\.key'/);
  });

  test('may except a chart, with a reason', () => {
    const { app, secret } = appWithKey({ plainKeys: PlainKeys.FORBIDDEN });
    IstioAnalysis.suppress(secret.chart, { id: 'CDI0012', reason: 'for developers alone' });
    expect(() => app.synth()).not.toThrow();
  });
});

test('the validation of cdk8s-cli takes it by a word', async () => {
  const manifest = join(folder, 'shop.yaml');
  writeFileSync(manifest, SECRET);
  const validate = async (properties: { plainKeys?: string }): Promise<boolean> => {
    const context = new ValidationContext([manifest], 'cdk8s-istio', '1.0.0', {}, true);
    await new IstioValidation(properties).validate(context);
    return context.report.success;
  };
  expect(await validate({})).toBe(true);
  expect(await validate({ plainKeys: 'warned' })).toBe(true);
  expect(await validate({ plainKeys: 'forbidden' })).toBe(false);
  expect(() => new IstioValidation({ plainKeys: 'never' })).toThrow(
    /^\[IstioValidation\] plainKeys must be .*\n {2}received: "never"\n {2}fix: set it in /,
  );
  expect(['warned', 'forbidden', 'true', ''].map(parsePlainKeys)).toEqual([
    PlainKeys.WARNED,
    PlainKeys.FORBIDDEN,
    undefined,
    undefined,
  ]);
});

test('how long certificates have to be valid is an option', () => {
  const { pem } = issue({ notAfter: new Date(NOW.getTime() + 40 * 24 * 3_600_000) });
  const gateway = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: shop }
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: ['*']
      tls: { mode: SIMPLE, credentialName: shop }
`;
  const secret = SECRET.replace('"tls.key"', `"tls.crt":${JSON.stringify(pem)},"tls.key"`).replaceAll(
    '"namespace":"shop"',
    '"namespace":"istio-system"',
  );
  const mesh = Mesh.fromYaml([{ file: 'shop.yaml', text: `${gateway}---\n${secret}\n` }]);
  const codes = (options: AnalysisOptions): string[] =>
    IstioAnalysis.run(mesh, { now: NOW, ...options }).findings.map(({ code }) => code);
  expect(codes({})).not.toContain('CDI0019');
  expect(codes({ minimumValidity: Duration.days(41) })).toContain('CDI0019');
  expect(codes({ minimumValidity: Duration.days(39) })).not.toContain('CDI0019');
});
