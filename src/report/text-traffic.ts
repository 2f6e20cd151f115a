import { CoveredRoute } from '../traffic/route-coverage';
import { RequestResult, TrafficReport } from '../traffic/traffic-report';
import { counted } from './counted';
import { oneLine } from './one-line';
import { Palette, paletteOf } from './palette';
import { describePlace } from './place-text';
import { TestedCase, testedCases } from './tested-case';

/** So many requests of a case are shown with their ways; a fault is mostly the same in all. */
const MOST_SHOWN = 3;

/** The results of traffic tests for people: each test case, and of those that fail what came instead. */
export function textTraffic(
  report: TrafficReport,
  routes: readonly CoveredRoute[] | undefined,
  inColour: boolean,
): string {
  const palette = paletteOf(inColour);
  const cases = testedCases(report);
  const files = [...new Set(cases.map(({ file }) => file))];
  const blocks = files.map((file) =>
    [
      palette.strong(oneLine(file)),
      ...cases.filter((each) => each.file === file).flatMap((each) => caseLines(each, palette)),
    ].join('\n'),
  );
  const assumptions = [...new Set(report.results.flatMap((each) => each.assumptions))];
  // Those of requests that fail stand in their ways.
  const notes = [...new Set(report.passed.flatMap(({ trace }) => trace.notes))];
  const foot = [
    ...assumptions.map((text) => palette.weak(`assumed: ${oneLine(text)}`)),
    ...notes.map((text) => palette.weak(`note: ${oneLine(text)}`)),
    ...(routes === undefined ? [] : coverageLines(routes, palette)),
    totalsOf(cases, report),
  ];
  return `${[...blocks, foot.join('\n')].join('\n\n')}\n`;
}

function caseLines({ description, line, results, failed }: TestedCase, palette: Palette): string[] {
  if (failed.length === 0) {
    return [
      `  ${palette.good('ok')}    ${oneLine(description)} ${palette.weak(`(${counted(results.length, 'request')})`)}`,
    ];
  }
  const share =
    failed.length === results.length
      ? counted(failed.length, 'request')
      : `${failed.length} of ${counted(results.length, 'request')}`;
  const more = failed.length - MOST_SHOWN;
  return [
    `  ${palette.bad('FAIL')}  ${oneLine(description)} ${palette.weak(`(line ${line}; ${share})`)}`,
    ...failed.slice(0, MOST_SHOWN).flatMap((result) => failedLines(result, palette)),
    ...(more > 0 ? [palette.weak(`        and ${counted(more, 'request')} more`)] : []),
  ];
}

function failedLines({ request, requestDetails, failures, trace }: RequestResult, { bad, weak }: Palette): string[] {
  return [
    `        ${oneLine(request)}`,
    ...requestDetails.map((detail) => `          ${oneLine(detail)}`),
    ...failures.map((failure) => `          ${bad(oneLine(failure))}`),
    ...trace
      .toText()
      .split('\n')
      .slice(1)
      .map((step) => weak(`          ${oneLine(step)}`)),
  ];
}

function coverageLines(routes: readonly CoveredRoute[], { doubtful }: Palette): string[] {
  const unreached = routes.filter(({ requests }) => requests === 0);
  const reached = routes.length - unreached.length;
  return [
    `coverage: ${reached} of ${counted(routes.length, 'route')}${unreached.length === 0 ? '' : '; no request took'}`,
    ...unreached.map(({ place, routeName }) =>
      doubtful(`  ${oneLine(describePlace(place))}${routeName === undefined ? '' : ` (${oneLine(routeName)})`}`),
    ),
  ];
}

function totalsOf(cases: readonly TestedCase[], { results, passed, failed }: TrafficReport): string {
  const failedCases = cases.filter((each) => each.failed.length > 0).length;
  return (
    `${counted(cases.length, 'test case')}: ${cases.length - failedCases} passed, ${failedCases} failed; ` +
    `${counted(results.length, 'request')}: ${passed.length} passed, ${failed.length} failed`
  );
}
