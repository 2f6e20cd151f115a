import { Finding } from '../../src/analysis/finding';
import { IstioAnalysis } from '../../src/analysis/istio-analysis';
import { Severity } from '../../src/analysis/severity';
import { meshOfCase, RECORDED_CASES } from '../support/recorded-case';

const LEVELS = { [Severity.ERROR]: 'Error', [Severity.WARNING]: 'Warning', [Severity.INFO]: 'Info' };

function asRecorded({ code, severity, place }: Finding): string {
  return `${code} ${LEVELS[severity]} ${place.kind} ${place.namespace}/${place.name}`;
}

test('there are cases in which the analyzers found something, and others', () => {
  expect(RECORDED_CASES.filter(({ analysis }) => analysis.length > 0).length).toBeGreaterThan(10);
  expect(RECORDED_CASES.filter(({ analysis }) => analysis.length === 0).length).toBeGreaterThan(10);
});

test.each(RECORDED_CASES.map((recorded) => [recorded.name, recorded] as const))(
  "Istio's analyzers found the same in %s",
  (_, recorded) => {
    const { findings } = IstioAnalysis.run(meshOfCase(recorded));
    const found = findings.filter(({ code }) => code.startsWith('IST')).map(asRecorded);
    expect([...new Set(found)].sort()).toEqual([...recorded.analysis].sort());
  },
);
