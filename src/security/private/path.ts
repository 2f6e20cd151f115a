import { misuse } from '../../kernel/errors';
import { Check, checkText, checkWildcard } from './check';

const ONE_SEGMENT = '{*}';
const ANY_SEGMENTS = '{**}';
const LITERAL = /^[a-zA-Z0-9-._~%!$&'()+,;:@=]+$/;

/** A path: the whole, `/begin*`, `*end`, `*`, or a template with `{*}` and `{**}` as segments. */
export const checkPath: Check = (value, field) => {
  checkText(value, field);
  if (/[?#]/.test(value)) {
    throw misuse({
      rule: `${field} are compared with the path alone, without query and fragment`,
      received: value,
      fix: `write '${value.split(/[?#]/)[0]}'`,
    });
  }
  if (/[{}]/.test(value)) {
    return checkTemplate(value, field);
  }
  checkWildcard(value, field);
  if (!value.startsWith('/') && !value.startsWith('*')) {
    throw misuse({
      rule: `${field} must begin with '/' or be a wildcard: nothing else matches a path`,
      received: value,
      fix: `write '/${value}'`,
    });
  }
  return value;
};

function checkTemplate(value: string, field: string): string {
  if (!value.startsWith('/')) {
    throw templateFault(value, field, "must begin with '/'", `write '/${value}'`);
  }
  const segments = value.replace(/^\/|\/$/g, '').split('/');
  const anySegments = segments.indexOf(ANY_SEGMENTS);
  for (const [index, segment] of segments.entries()) {
    if (segment === ONE_SEGMENT || segment === ANY_SEGMENTS) {
      if (anySegments >= 0 && index > anySegments) {
        throw templateFault(value, field, 'must have {**} as their last operator', 'use {*} for the ones before it');
      }
    } else if (!LITERAL.test(segment)) {
      throw templateFault(
        value,
        field,
        'must be made of segments that are {*}, {**} or a text without wildcards',
        "write '/users/{*}/orders' or '/files/{**}'",
      );
    }
  }
  return value;
}

function templateFault(value: string, field: string, rule: string, fix: string): Error {
  return misuse({ rule: `templates in ${field} ${rule}`, received: value, fix });
}
