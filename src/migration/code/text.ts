/** Names that need no quotes as keys, and no brackets as members. */
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** What is invisible, turns the direction of the text around it, or ends a line for JavaScript: shown by its code instead. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\u00A0\u115F\u1160\u3164\uFFA0]/u;

const SHORT_ESCAPES: { readonly [character: string]: string } = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Texts shorter than this stay on one line, though they have line breaks. */
const SHORTEST_BLOCK = 40;

/** Whether the text can stand as a name in code. */
export function isIdentifier(text: string): boolean {
  return IDENTIFIER.test(text);
}

/** Whether the text is written with its lines. */
export function isBlock(text: string): boolean {
  return text.length >= SHORTEST_BLOCK && text.includes('\n');
}

/** The text as a literal: in single quotes, in double ones where that spares escapes, or with its lines in a template. */
export function quote(text: string): string {
  if (isBlock(text)) {
    return `\`${escape(text, '`', true)}\``;
  }
  const mark = text.includes("'") && count(text, "'") > count(text, '"') ? '"' : "'";
  return `${mark}${escape(text, mark, false)}${mark}`;
}

/** The text as one line that can stand in a comment. */
export function commentText(text: string): string {
  return [...text].map((character) => (HIDDEN.test(character) ? codeOf(character) : character)).join('');
}

function escape(text: string, mark: string, isTemplate: boolean): string {
  const characters = [...text];
  return characters
    .map((character, index) => {
      if (
        character === '\\' ||
        character === mark ||
        (isTemplate && character === '$' && characters[index + 1] === '{')
      ) {
        return `\\${character}`;
      }
      if (!HIDDEN.test(character) || (isTemplate && character === '\n')) {
        return character;
      }
      return SHORT_ESCAPES[character] ?? codeOf(character);
    })
    .join('');
}

function codeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1;
}
