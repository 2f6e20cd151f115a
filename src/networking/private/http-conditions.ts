import * as networking from '../../../imports/networking';
import { checkLabelName } from '../../kernel/kube-name';
import { checkPort } from '../../kernel/port';
import { StringMatch } from '../../kernel/string-match';
import { checkHas } from '../../kernel/value-type';
import { HttpMatchConditions } from '../http-match-conditions';
import { Field } from './field';
import { isToken } from './http-syntax';
import { checkLabels } from './labels';

/** What most matches share. */
const NONE: networking.HttpMatchRequest = {};

type Matches = { [name: string]: networking.StringMatch };

const PSEUDO_HEADERS = [':method', ':scheme', ':authority', ':path', ':status'];
const FIELDS_OF_THEIR_OWN = ['uri', 'scheme', 'method', 'authority'];
const CLAIM = /^@request\.auth\.claims(\..+|\[.+\])$/i;

/** Whether a name in `headers` or `withoutHeaders` stands for a claim of a JWT. */
export function isClaim(header: string): boolean {
  return CLAIM.test(header);
}

/** All that needs no context: copied, and thrown at where Istio would refuse or ignore it; most matches have no conditions. */
export function renderConditions(conditions: HttpMatchConditions, field: Field): networking.HttpMatchRequest {
  if (Object.keys(conditions).length === 0) {
    return NONE;
  }
  const { name, ignoreUriCase, scheme, method, authority, port, sourceLabels, sourceNamespace, statPrefix } =
    conditions;
  const headers = renderNamed(conditions.headers, conditions.presentHeaders, field.of('headers'), checkHeader);
  const without = renderNamed(
    conditions.withoutHeaders,
    conditions.absentHeaders,
    field.of('withoutHeaders'),
    checkHeader,
  );
  const query = renderNamed(conditions.queryParams, conditions.presentQueryParams, field.of('queryParams'), checkName);
  const namespace = sourceNamespace !== undefined && checkLabelName(sourceNamespace, 'the sourceNamespace of a match');
  return {
    ...(name !== undefined && { name }),
    ...(ignoreUriCase !== undefined && { ignoreUriCase }),
    ...(scheme !== undefined && { scheme: scheme._render() }),
    ...(method !== undefined && { method: method._render() }),
    ...(authority !== undefined && { authority: authority._render() }),
    ...(headers !== undefined && { headers }),
    ...(without !== undefined && { withoutHeaders: without }),
    ...(query !== undefined && { queryParams: query }),
    ...(port !== undefined && { port: checkPort(port, 'the port of a match') }),
    ...(sourceLabels !== undefined && { sourceLabels: checkLabels(sourceLabels, field.of('sourceLabels')) }),
    ...(namespace !== false && { sourceNamespace: namespace }),
    ...(statPrefix !== undefined && { statPrefix }),
  };
}

function checkStringMatch(value: StringMatch, field: Field): StringMatch {
  return checkHas(value, '_render', {
    field: field.toString(),
    type: 'a StringMatch',
    fix: (text) => `write StringMatch.exact(${typeof text === 'string' ? `'${text}'` : 'text'}), .prefix() or .regex()`,
  });
}

/** Values by name, and `{}` for the names that only have to be there. */
function renderNamed(
  values: { [name: string]: StringMatch } | undefined,
  present: readonly string[] | undefined,
  field: Field,
  check: (name: string, field: Field) => void,
): Matches | undefined {
  if (values === undefined && present === undefined) {
    return undefined;
  }
  const matches: Matches = {};
  for (const [name, value] of Object.entries(values ?? {})) {
    check(name, field);
    matches[name] = checkStringMatch(value, field.entry(name))._render();
  }
  for (const name of present ?? []) {
    check(name, field);
    if (matches[name] !== undefined) {
      throw field.fault('must name each entry once', name, 'give its value, or say that it is there, not both');
    }
    matches[name] = {};
  }
  return matches;
}

function checkName(name: string, field: Field): void {
  if (name === '') {
    throw field.fault('must name its entries', name, 'give the name of the query parameter');
  }
}

function checkHeader(name: string, field: Field): void {
  if (FIELDS_OF_THEIR_OWN.includes(name)) {
    throw field.fault(
      `must not hold '${name}': it is no header`,
      name,
      name === 'uri' ? 'match the path' : `use the condition \`${name}\` of the match`,
    );
  }
  if (!isClaim(name) && !PSEUDO_HEADERS.includes(name) && !isToken(name)) {
    throw field.fault(
      'must hold names of headers',
      name,
      "use letters, digits and '-', or '@request.auth.claims.<name>'",
    );
  }
}
