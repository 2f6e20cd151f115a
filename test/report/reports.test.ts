import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { AnalysisReport } from '../../src/analysis/analysis-report';
import { Finding } from '../../src/analysis/finding';
import { Severity } from '../../src/analysis/severity';
import { ReportFormat } from '../../src/report/report-format';
import { ReportWriter } from '../../src/report/report-writer';

const WEB = { kind: 'Gateway', group: 'networking.istio.io', namespace: 'infra', name: 'web' };

const ERROR: Finding = {
  code: 'CDI9001',
  rule: 'FirstExample',
  severity: Severity.ERROR,
  message: 'Two servers claim <shop.example.com>',
  explanation: 'The second is dropped.',
  fix: 'Remove one.',
  docs: 'https://example.com/first',
  place: { ...WEB, field: 'spec.servers[1]', file: 'mesh/web.yaml', line: 12 },
  related: [{ ...WEB, name: 'other', constructPath: 'app/other', createdAt: '/src/main.ts:7:5' }],
};
const AGAIN: Finding = { ...ERROR, message: 'Three do', related: [] };
const WARNING: Finding = {
  ...ERROR,
  code: 'CDI9002',
  rule: 'SecondExample',
  severity: Severity.WARNING,
  message: 'A name with "quotes" & a\nbreak',
  place: { ...WEB, constructPath: 'app/web', createdAt: '/src/main.ts:9:3' },
  related: [],
};
const INFO: Finding = { ...WARNING, code: 'CDI9003', rule: 'ThirdExample', severity: Severity.INFO, message: 'Note' };
const SUPPRESSED: Finding = { ...INFO, suppression: { id: 'CDI9003', reason: 'it is known' } };

const REPORT = new AnalysisReport({
  findings: [ERROR, AGAIN, WARNING, INFO, SUPPRESSED],
  checks: [
    { code: 'CDI9001', rule: 'FirstExample' },
    { code: 'CDI9002', rule: 'SecondExample' },
    { code: 'CDI9003', rule: 'ThirdExample' },
    { code: 'CDI9004', rule: 'FourthExample', skipped: 'there are no workloads' },
    { code: 'CDI9005', rule: 'FifthExample', skipped: 'it failed: boom' },
  ],
  internalErrors: [{ code: 'CDI9005', message: 'boom' }],
  objects: 4,
});
const NOTHING = { findings: [], checks: [], internalErrors: [], objects: 1 };
const EMPTY = new AnalysisReport(NOTHING);

test('for people, with the explanation of each rule once', () => {
  expect(ReportWriter.write(REPORT)).toBe(`error CDI9001 FirstExample: Two servers claim <shop.example.com>
  at Gateway infra/web spec.servers[1] mesh/web.yaml:12
  and Gateway infra/other app/other (/src/main.ts:7:5)
  why: The second is dropped.
  fix: Remove one.
  see: https://example.com/first

error CDI9001 FirstExample: Three do
  at Gateway infra/web spec.servers[1] mesh/web.yaml:12

warning CDI9002 SecondExample: A name with "quotes" & a break
  at Gateway infra/web app/web (/src/main.ts:9:3)
  why: The second is dropped.
  fix: Remove one.
  see: https://example.com/first

info CDI9003 ThirdExample: Note
  at Gateway infra/web app/web (/src/main.ts:9:3)
  why: The second is dropped.
  fix: Remove one.
  see: https://example.com/first

4 objects: 2 errors, 1 warning, 1 note, 1 suppressed; 3 checks ran, 2 could not:
  there are no workloads: CDI9004
  it failed: boom: CDI9005
internal error in CDI9005, which is no fault of the mesh: boom
`);
  expect(ReportWriter.write(EMPTY)).toBe('1 object: 0 errors, 0 warnings, 0 notes; 0 checks ran\n');
});

test('checks that miss the same stand together', () => {
  const skipped = 'there are no workloads';
  const checks = ['CDI9004', 'CDI9006'].map((code) => ({ code, rule: 'Example', skipped }));
  expect(ReportWriter.write(new AnalysisReport({ ...NOTHING, checks }))).toContain(
    '0 checks ran, 2 could not:\n  there are no workloads: CDI9004, CDI9006\n',
  );
});

test('colours change nothing but colours', () => {
  const coloured = ReportWriter.write(REPORT, { colour: true });
  expect(coloured).toContain('\u001b[31merror\u001b[0m \u001b[1mCDI9001\u001b[0m');
  expect(stripVTControlCharacters(coloured)).toBe(ReportWriter.write(REPORT));
});

test('a manifest can not send commands to the terminal', () => {
  const report = new AnalysisReport({ ...NOTHING, findings: [{ ...ERROR, message: 'a\u001b[2Jb\u009bc' }] });
  expect(ReportWriter.write(report)).toContain('a\ufffd[2Jb\ufffdc');
});

test('for programs', () => {
  const json = JSON.parse(ReportWriter.write(REPORT, { format: ReportFormat.JSON }));
  expect(json.summary).toEqual({ objects: 4, errors: 2, warnings: 1, infos: 1, suppressed: 1 });
  expect(json).toMatchObject({ version: 1, findings: [ERROR, AGAIN, WARNING, INFO], suppressed: [SUPPRESSED] });
  expect(json.checks).toEqual(REPORT.checks);
  expect(json.internalErrors).toEqual(REPORT.internalErrors);
});

describe('SARIF', () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  const schema = JSON.parse(readFileSync(join(__dirname, 'sarif-schema-2.1.0.json'), 'utf8'));
  // The schema is of an older draft, in which these were called otherwise.
  delete schema.$schema;
  delete schema.id;
  const validate = ajv.compile(schema as object);

  test('keeps its schema, which refuses what is none', () => {
    for (const report of [REPORT, EMPTY]) {
      expect(validate(JSON.parse(ReportWriter.write(report, { format: ReportFormat.SARIF }))) || validate.errors).toBe(
        true,
      );
    }
    expect(validate({ version: '2.1.0', runs: [{ results: [{ message: 5 }] }] })).toBe(false);
  });

  test('has places in files and in programs', () => {
    const { results, tool, invocations } = JSON.parse(ReportWriter.write(REPORT, { format: ReportFormat.SARIF }))
      .runs[0];
    expect(results.map(({ ruleId, level }: { ruleId: string; level: string }) => `${level} ${ruleId}`)).toEqual([
      'error CDI9001',
      'error CDI9001',
      'warning CDI9002',
      'note CDI9003',
      'note CDI9003',
    ]);
    expect(results[0].locations[0]).toEqual({
      physicalLocation: { artifactLocation: { uri: 'mesh/web.yaml' }, region: { startLine: 12 } },
      logicalLocations: [
        { name: 'Gateway infra/web', fullyQualifiedName: 'Gateway infra/web spec.servers[1]', kind: 'resource' },
      ],
    });
    expect(results[0].relatedLocations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'file:///src/main.ts' },
      region: { startLine: 7, startColumn: 5 },
    });
    expect(results[4].suppressions).toEqual([{ kind: 'inSource', justification: 'it is known' }]);
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['CDI9001', 'CDI9002', 'CDI9003']);
    expect(invocations[0].executionSuccessful).toBe(false);
  });
});

test('JUnit: checks are tests, and notes fail none', () => {
  expect(ReportWriter.write(REPORT, { format: ReportFormat.JUNIT })).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="cdk8s-istio" tests="5" failures="2" errors="1" skipped="1">
  <testsuite name="analysis" tests="5" failures="2" errors="1" skipped="1">
    <testcase classname="cdk8s-istio.CDI9001" name="CDI9001 FirstExample">
      <failure message="Two servers claim &lt;shop.example.com&gt;" type="error">Two servers claim &lt;shop.example.com&gt;.&#10;at Gateway infra/web spec.servers[1] mesh/web.yaml:12&#10;and Gateway infra/other app/other (/src/main.ts:7:5)&#10;fix: Remove one.&#10;Three do.&#10;at Gateway infra/web spec.servers[1] mesh/web.yaml:12&#10;fix: Remove one.</failure>
    </testcase>
    <testcase classname="cdk8s-istio.CDI9002" name="CDI9002 SecondExample">
      <failure message="A name with &quot;quotes&quot; &amp; a&#10;break" type="warning">A name with &quot;quotes&quot; &amp; a&#10;break.&#10;at Gateway infra/web app/web (/src/main.ts:9:3)&#10;fix: Remove one.</failure>
    </testcase>
    <testcase classname="cdk8s-istio.CDI9003" name="CDI9003 ThirdExample"/>
    <testcase classname="cdk8s-istio.CDI9004" name="CDI9004 FourthExample">
      <skipped message="there are no workloads"/>
    </testcase>
    <testcase classname="cdk8s-istio.CDI9005" name="CDI9005 FifthExample">
      <error message="boom"/>
    </testcase>
  </testsuite>
</testsuites>
`);
});

test('no text of a manifest breaks out of a form', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (message) => {
      const report = new AnalysisReport({
        ...NOTHING,
        findings: [{ ...ERROR, message }],
        checks: [{ code: 'CDI9001', rule: message }],
      });
      const xml = ReportWriter.write(report, { format: ReportFormat.JUNIT });
      expect(xml.match(/<[a-z]+/g)).toEqual(['<testsuites', '<testsuite', '<testcase', '<failure']);
      expect(JSON.parse(ReportWriter.write(report, { format: ReportFormat.JSON })).findings[0].message).toBe(message);
      expect(parse(ReportWriter.write(report, { format: ReportFormat.SARIF })).runs[0].results).toHaveLength(1);
    }),
  );
});
