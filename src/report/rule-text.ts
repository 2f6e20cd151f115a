import { Rule } from '../analysis/rule';

const WIDTH = 100;

/** A rule for people: what it finds, why that matters, what to do. */
export function ruleText({ code, name, severity, summary, explanation, fix, docs }: Rule): string {
  return (
    [`${code} ${name} (${severity})`, ...[summary, explanation, `What to do: ${fix}`].map(wrapped), `See ${docs}`, '']
      .join('\n\n')
      .trimEnd() + '\n'
  );
}

/** Lines that fit a terminal. */
function wrapped(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1);
    if (line === undefined || line.length + word.length >= WIDTH) {
      lines.push(word);
    } else {
      lines[lines.length - 1] = `${line} ${word}`;
    }
  }
  return lines.join('\n');
}
