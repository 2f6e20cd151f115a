import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { AnalysisReport } from '../../src/analysis/analysis-report';
import { Finding } from '../../src/analysis/finding';
import { IstioAnalysis } from '../../src/analysis/istio-analysis';
import { Severity } from '../../src/analysis/severity';
import { Mesh } from '../../src/mesh/mesh';
import { Server } from '../../src/networking/server';
import { Gateway } from '../../src/networking/gateway';
import { newFolder, removeFolders } from '../support/folder';

afterAll(removeFolders);

const FINDING: Finding = {
  code: 'CDI9999',
  rule: 'Example',
  severity: Severity.ERROR,
  message: 'm',
  explanation: 'e',
  fix: 'f',
  docs: 'https://example.com',
  place: { kind: 'Gateway', group: 'networking.istio.io', namespace: 'default', name: 'web', file: 'a.yaml', line: 3 },
  related: [],
};

const newApp = (): App => new App({ outdir: newFolder() });

function wrong(chart: Chart, id = 'web'): void {
  new Gateway(chart, id, {
    metadata: { name: id },
    servers: [Server.http({ hosts: ['shop.example.com'] })],
    overrides: { tiemout: '3s' },
  });
}

function messageOf(action: () => void): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

test('a synth with an error fails, and says which construct, where it is made, the field and the fix', () => {
  const app = newApp();
  IstioAnalysis.attach(app);
  wrong(new Chart(app, 'shop'));
  const message = messageOf(() => app.synth());
  expect(message).toContain('CDI0003 [shop/web, ');
  expect(message).toMatch(
    /, test\/analysis\/attach\.test\.ts:\d+:\d+\] Gateway default\/web has a field that its kind does not know: spec\.tiemout/,
  );
  expect(message).toContain('\n  field: spec.tiemout\n  fix: Correct the name or the place of the field;');
});

test('the same mistake on every host of a fleet is told twenty times, and then counted', () => {
  const app = newApp();
  IstioAnalysis.attach(app);
  const chart = new Chart(app, 'shop');
  for (let i = 0; i < 25; i++) {
    wrong(chart, `web-${i}`);
  }
  const message = messageOf(() => app.synth());
  expect(message.match(/CDI0003 \[/g)).toHaveLength(20);
  expect(message).toContain('CDI0003: 5 more of these');
});

test('runs once for each synth, however many charts there are, and each time anew', () => {
  const analyze = jest.spyOn(IstioAnalysis, 'run');
  const app = newApp();
  IstioAnalysis.attach(app);
  const charts = ['a', 'b', 'c'].map((id) => new Chart(app, id));
  app.synth();
  expect(analyze).toHaveBeenCalledTimes(1);
  app.synthYaml();
  expect(analyze).toHaveBeenCalledTimes(2);
  wrong(charts[1]);
  expect(messageOf(() => app.synth())).toContain('CDI0003');
  expect(messageOf(() => app.synth())).toContain('CDI0003');
  expect(analyze).toHaveBeenCalledTimes(4);
  analyze.mockRestore();
});

test('a chart that is rendered by itself is analysed with the whole app', () => {
  const app = newApp();
  IstioAnalysis.attach(app);
  const chart = new Chart(app, 'shop');
  expect(Testing.synth(chart)).toEqual([]);
  wrong(new Chart(app, 'other'));
  expect(messageOf(() => Testing.synth(chart))).toContain('CDI0003 [other/web');
});

test('what does not fail the synth is printed, down to a severity', () => {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const report = (failOn: Severity | undefined, print: Severity | undefined): string => {
    write.mockClear();
    const app = newApp();
    const finding = { ...FINDING, severity: Severity.WARNING };
    jest
      .spyOn(IstioAnalysis, 'run')
      .mockReturnValueOnce(new AnalysisReport({ findings: [finding], checks: [], internalErrors: [], objects: 1 }));
    IstioAnalysis.attach(app, { failOn, print });
    const thrown = messageOf(() => app.synth());
    return thrown === '' ? write.mock.calls.map(([text]) => String(text)).join('') : `thrown: ${thrown}`;
  };
  expect(report(undefined, undefined)).toBe('warning CDI9999 [a.yaml:3] m\n  fix: f\n');
  expect(report(undefined, Severity.ERROR)).toBe('');
  expect(report(Severity.WARNING, undefined)).toContain('thrown:');
  jest.restoreAllMocks();
});

test('the app is laid over what the cluster has', () => {
  const app = newApp();
  const cluster = Mesh.fromYaml([
    {
      file: 'cluster.yaml',
      text: 'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: old}\nspec: {hosts: [a], typo: 1}\n',
    },
  ]);
  IstioAnalysis.attach(app, { cluster });
  new Chart(app, 'empty');
  expect(messageOf(() => app.synth())).toContain('CDI0003 [cluster.yaml:4] VirtualService default/old');
});

test('a rule that fails itself is no finding, and fails the synth', () => {
  const app = newApp();
  jest.spyOn(IstioAnalysis, 'run').mockReturnValueOnce(
    new AnalysisReport({
      findings: [],
      checks: [],
      internalErrors: [{ code: 'CDI9999', message: 'boom' }],
      objects: 0,
    }),
  );
  IstioAnalysis.attach(app);
  new Chart(app, 'empty');
  expect(messageOf(() => app.synth())).toContain('internal error in rule CDI9999, which is no fault of the app: boom');
  jest.restoreAllMocks();
});

test('is attached to an app, once; excepted codes are codes of rules', () => {
  const app = newApp();
  const chart = new Chart(app, 'c');
  expect(() => IstioAnalysis.attach(chart)).toThrow('an analysis is attached to the app');
  IstioAnalysis.attach(app, { except: ['CDI0003'] });
  expect(() => IstioAnalysis.attach(app)).toThrow('an app is analysed once');
  wrong(chart);
  new ApiObject(chart, 'other', { apiVersion: 'v1', kind: 'ConfigMap' });
  expect(messageOf(() => app.synth())).toBe('');
  expect(() => IstioAnalysis.run(Mesh.fromApp(app), { except: ['CDI1'] })).toThrow('`except` names codes of rules');
});
