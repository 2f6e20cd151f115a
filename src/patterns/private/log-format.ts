import { misuse } from '../../kernel/errors';

const NAME = /[A-Z][A-Z0-9_]*/y;
const LENGTH = /(?::\d+)?%/y;

/** The format; throws unless each `%` of it belongs to an operator such as `%RESPONSE_CODE%`, because Envoy refuses a listener otherwise. */
export function checkFormat(format: string, field: string): string {
  if (typeof format !== 'string' || format === '') {
    throw misuse({ rule: `${field} must not be empty`, received: format, fix: "write '%RESPONSE_CODE%', for example" });
  }
  for (let at = format.indexOf('%'); at >= 0; at = format.indexOf('%', at)) {
    const end = endOfOperator(format, at);
    if (end === undefined) {
      throw misuse({
        rule: `${field} has a % that begins no operator, and Envoy would refuse it`,
        received: format.slice(at, at + 40),
        fix: "write operators as '%RESPONSE_CODE%' or '%REQ(X-REQUEST-ID)%', and a percent sign as '%%'",
      });
    }
    at = end;
  }
  return format;
}

/** Where the operator that begins here ends; undefined where there is none. */
function endOfOperator(format: string, start: number): number | undefined {
  if (format[start + 1] === '%') {
    return start + 2;
  }
  NAME.lastIndex = start + 1;
  if (!NAME.test(format)) {
    return undefined;
  }
  const closed = format[NAME.lastIndex] === '(' ? endOfBrackets(format, NAME.lastIndex) : NAME.lastIndex;
  if (closed === undefined) {
    return undefined;
  }
  LENGTH.lastIndex = closed;
  return LENGTH.test(format) ? LENGTH.lastIndex : undefined;
}

function endOfBrackets(format: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < format.length; at++) {
    depth += format[at] === '(' ? 1 : format[at] === ')' ? -1 : 0;
    if (depth === 0) {
      return at + 1;
    }
  }
  return undefined;
}
