const ID = /"(?:[^"\\]|\\["\\])*"/y;
const TOKENS: readonly RegExp[] = [ID, /->/y, /[a-zA-Z][a-zA-Z0-9_]*/y, /[0-9]+/y, /[[\]{};:=]/y, /\s+/y];

/** Reads DOT strictly, with HTML labels that have to be XML; how many nodes and edges it has. Throws where it is broken. */
export function dotStatements(text: string): { nodes: number; edges: number } {
  const tokens: string[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === '<') {
      const end = htmlEnd(text, at);
      tokens.push('<>');
      at = end;
      continue;
    }
    const token = TOKENS.map((form) => {
      form.lastIndex = at;
      return form.exec(text)?.[0];
    }).find((found) => found !== undefined);
    if (token === undefined) {
      throw new Error(`DOT is broken at ${JSON.stringify(text.slice(at, at + 60))}`);
    }
    at += token.length;
    if (token.trim() !== '') {
      tokens.push(token.startsWith('"') ? '""' : token);
    }
  }
  const body = tokens.join(' ');
  const [head, tail] = ['digraph mesh { ', '}'];
  if (!body.startsWith(head) || !body.endsWith(tail)) {
    throw new Error('DOT has no graph');
  }
  const statements = body
    .slice(head.length, -tail.length)
    .split(';')
    .map((each) => each.trim());
  const count = (form: RegExp) => statements.filter((each) => form.test(each)).length;
  const nodes = count(/^"" \[ label = <> \]$/);
  const edges = count(/^""( : r\d+)? -> ""( : r\d+)?( \[( [a-z]+ = (""|[a-z]+|\d+))+ \])?$/);
  const settings = count(/^(rankdir = LR|(node|edge) \[( [a-z]+ = (""|[a-z]+|\d+))+ \]|)$/);
  if (nodes + edges + settings !== statements.length) {
    throw new Error(`DOT has statements of another form: ${statements.join('\n')}`);
  }
  return { nodes, edges };
}

const TAG = /<(\/?)(TABLE|TR|TD|FONT|B|BR)((?: [A-Z-]+="[^"<>&]*")*)(\/?)>|&#\d+;|[^<>&"'\p{Cc}]/uy;

/** The end of an HTML label, all of whose tags are closed. */
function htmlEnd(text: string, start: number): number {
  const open: string[] = [];
  let at = start + 1;
  while (text[at] !== '>') {
    TAG.lastIndex = at;
    const found = TAG.exec(text);
    if (found === null) {
      throw new Error(`An HTML label is broken at ${JSON.stringify(text.slice(at, at + 60))}`);
    }
    const [all, isEnd, name, , isEmpty] = found;
    if (name !== undefined && isEnd === '/' && open.pop() !== name) {
      throw new Error(`An HTML label closes ${name} and has it not open`);
    }
    if (name !== undefined && isEnd === '' && isEmpty === '') {
      open.push(name);
    }
    at += all.length;
  }
  if (open.length > 0) {
    throw new Error(`An HTML label leaves ${open.join(', ')} open`);
  }
  return at + 1;
}
