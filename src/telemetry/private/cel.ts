import { misuse } from '../../kernel/errors';

const STRINGS =
  /[rR]?(?:"""[\s\S]*?"""|'''[\s\S]*?''')|[rR]"[^"\n]*"|[rR]'[^'\n]*'|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;
const COMMENTS = /\/\/[^\n]*/g;
const CLOSING: { readonly [bracket: string]: string } = { ')': '(', ']': '[', '}': '{' };

/** The expression as it is; throws where it can't be CEL, as far as that shows without a parser of the whole language. */
export function checkCel(expression: string, field: string): string {
  if (typeof expression !== 'string' || expression.trim() === '') {
    throw misuse({
      rule: `${field} must be a CEL expression`,
      received: expression,
      fix: "give one, such as 'response.code >= 400'",
    });
  }
  const fault = faultOf(expression.replace(STRINGS, '""').replace(COMMENTS, ''));
  if (fault !== undefined) {
    throw misuse({ rule: `${field} must be a CEL expression: ${fault.what}`, received: expression, fix: fault.fix });
  }
  return expression;
}

interface Fault {
  readonly what: string;
  readonly fix: string;
}

/** What is wrong with an expression in which all texts are empty. */
function faultOf(code: string): Fault | undefined {
  if (/["']/.test(code.replaceAll('""', ''))) {
    return { what: 'a text in it does not end', fix: 'close the quotes' };
  }
  if (/[^=!<>]=[^=]/.test(code)) {
    return { what: 'it knows no single =', fix: 'compare with ==' };
  }
  if (/(?:^|[^&])&(?!&)|(?:^|[^|])\|(?!\|)|\s(?:and|or)\s/i.test(code)) {
    return { what: 'it joins conditions with && and ||', fix: 'write && for and, || for or' };
  }
  return isBalanced(code) ? undefined : { what: 'its brackets do not match', fix: 'close each bracket' };
}

function isBalanced(code: string): boolean {
  const open: string[] = [];
  for (const character of code) {
    if ('([{'.includes(character)) {
      open.push(character);
    } else if (character in CLOSING && open.pop() !== CLOSING[character]) {
      return false;
    }
  }
  return open.length === 0;
}
