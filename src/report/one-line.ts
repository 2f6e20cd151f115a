/** A text on one line, and nothing in it that a terminal would take for a command. */
export function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/\p{Cc}/gu, '\ufffd');
}
