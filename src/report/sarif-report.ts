import { AnalysisReport } from '../analysis/analysis-report';
import { Finding } from '../analysis/finding';
import { Severity } from '../analysis/severity';
import { ManifestPlace } from '../mesh/manifest-place';
import { describePlace, titleOf } from './place-text';

const LEVELS: { readonly [severity in Severity]: string } = {
  [Severity.ERROR]: 'error',
  [Severity.WARNING]: 'warning',
  [Severity.INFO]: 'note',
};

/** A report for code scanning, in SARIF 2.1.0. */
export function sarifReport(report: AnalysisReport): string {
  const findings = [...report.findings, ...report.suppressed];
  const rules = [...new Map(findings.map((finding) => [finding.code, finding])).values()];
  const indexOf = new Map(rules.map(({ code }, index) => [code, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'cdk8s-istio',
            informationUri: 'https://github.com/cdk8s-istio/cdk8s-istio',
            rules: rules.map(ruleOf),
          },
        },
        invocations: [
          {
            executionSuccessful: report.internalErrors.length === 0,
            toolExecutionNotifications: report.internalErrors.map(({ code, message }) => ({
              level: 'error',
              message: { text: `${code} failed: ${message}` },
            })),
          },
        ],
        results: findings.map((finding) => resultOf(finding, indexOf.get(finding.code) ?? -1)),
        columnKind: 'utf16CodeUnits',
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleOf({ code, rule, severity, explanation, fix, docs }: Finding): object {
  return {
    id: code,
    name: rule,
    shortDescription: { text: rule },
    fullDescription: { text: explanation, markdown: explanation },
    help: { text: fix, markdown: fix },
    helpUri: docs,
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function resultOf(finding: Finding, ruleIndex: number): object {
  const { code, severity, message, place, related, suppression } = finding;
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: `${message}.` },
    locations: [locationOf(place)],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((each, index) => ({
            id: index,
            message: { text: describePlace(each) },
            ...locationOf(each),
          })),
        }),
    ...(suppression === undefined ? {} : { suppressions: [{ kind: 'inSource', justification: suppression.reason }] }),
    partialFingerprints: { 'place/v1': [code, place.group, titleOf(place), place.field ?? ''].join('|') },
  };
}

function locationOf(place: ManifestPlace): object {
  const { file, line, field, constructPath } = place;
  const site = /^(.*):(\d+):(\d+)$/.exec(place.createdAt ?? '');
  const physical =
    file === undefined
      ? site && {
          artifactLocation: { uri: uriOf(site[1]) },
          region: { startLine: Number(site[2]), startColumn: Number(site[3]) },
        }
      : { artifactLocation: { uri: uriOf(file) }, ...(line === undefined ? {} : { region: { startLine: line } }) };
  return {
    ...(physical ? { physicalLocation: physical } : {}),
    logicalLocations: [
      {
        name: titleOf(place),
        fullyQualifiedName: [constructPath, titleOf(place), field].filter((part) => part !== undefined).join(' '),
        kind: 'resource',
      },
    ],
  };
}

/** A path as a URI: absolute paths have a scheme, relative ones none. */
function uriOf(path: string): string {
  const encoded = path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return encoded.startsWith('/') ? `file://${encoded}` : encoded.replace(/^([A-Za-z])%3A\//, 'file:///$1:/');
}
