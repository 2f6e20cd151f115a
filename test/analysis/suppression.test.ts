import { ApiObject, App, Chart } from 'cdk8s';
import { AnalysisReport } from '../../src/analysis/analysis-report';
import { IstioAnalysis } from '../../src/analysis/istio-analysis';
import { Mesh } from '../../src/mesh/mesh';

function unknownField(chart: Chart, id: string, annotations?: { [name: string]: string }): ApiObject {
  return new ApiObject(chart, id, {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: id, annotations },
    spec: { hosts: [`${id}.example.com`], tiemout: '3s' },
  });
}

function reportOf(app: App): AnalysisReport {
  return IstioAnalysis.run(Mesh.fromApp(app));
}

const names = (findings: AnalysisReport['findings']): string[] =>
  findings.filter(({ code }) => code === 'CDI0003').map(({ place }) => place.name);

test('holds on a construct and all below it, and stays in the report with its reason', () => {
  const app = new App();
  const [quiet, loud] = [new Chart(app, 'quiet'), new Chart(app, 'loud')];
  unknownField(quiet, 'a');
  unknownField(loud, 'b');
  IstioAnalysis.suppress(quiet, { id: 'CDI0003', reason: ' the CRDs are newer ' });
  const report = reportOf(app);
  expect(names(report.findings)).toEqual(['b']);
  expect(names(report.suppressed)).toEqual(['a']);
  expect(report.suppressed[0].suppression).toEqual({ id: 'CDI0003', reason: 'the CRDs are newer' });
});

test('is of one rule', () => {
  const app = new App();
  unknownField(new Chart(app, 'c'), 'a');
  IstioAnalysis.suppress(app, { id: 'CDI0002', reason: 'other' });
  expect(names(reportOf(app).findings)).toEqual(['a']);
});

test.each([
  [{ 'analysis.cdk8s-istio/suppress': 'IST0101: x\nCDI0003: newer: CRDs' }, 'newer: CRDs'],
  [{ 'galley.istio.io/analyze-suppress': 'IST0101, CDI0003' }, 'annotation galley.istio.io/analyze-suppress'],
  [{ 'galley.istio.io/analyze-suppress': '*' }, 'annotation galley.istio.io/analyze-suppress'],
])('is read from annotations: %j', (annotations, reason) => {
  const app = new App();
  unknownField(new Chart(app, 'c'), 'a', annotations);
  const report = reportOf(app);
  expect(names(report.findings)).toEqual([]);
  const own = report.suppressed.filter(({ code }) => code === 'CDI0003');
  expect(own.map(({ suppression }) => suppression?.reason)).toEqual([reason]);
});

test('annotations that say nothing of the rule change nothing', () => {
  const app = new App();
  unknownField(new Chart(app, 'c'), 'a', {
    'analysis.cdk8s-istio/suppress': 'CDI0003',
    'galley.istio.io/analyze-suppress': 'CDI00031',
  });
  expect(names(reportOf(app).findings)).toEqual(['a']);
});

test('needs the code of a rule, and a reason', () => {
  const app = new App();
  const chart = new Chart(app, 'c');
  expect(() => IstioAnalysis.suppress(chart, { id: 'all', reason: 'x' })).toThrow(
    '[c] a suppression names the code of one rule\n  received: "all"\n  fix: give the code of the finding, such as \'CDI0001\'',
  );
  expect(() => IstioAnalysis.suppress(chart, { id: 'CDI0003', reason: ' ' })).toThrow('a suppression needs a reason');
});
