const TOKEN =
  /<([a-z]+)((?: [a-zA-Z0-9-]+="[^"<>&]*(?:&#\d+;[^"<>&]*)*")*)>|<\/([a-z]+)>|(?:[^<>&\p{Cc}]|\n|&#\d+;)+/uy;

/** An element of XML as it is read. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: string;
  readonly text: string;
}

/** The elements of XML, read strictly: all are closed, and nothing is in them but elements and text. Throws where it is broken. */
export function xmlElements(xml: string): readonly XmlElement[] {
  const open: { name: string; attributes: string; text: string }[] = [];
  const elements: XmlElement[] = [];
  let at = 0;
  while (at < xml.length) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(xml);
    if (found === null) {
      throw new Error(`XML is broken at ${JSON.stringify(xml.slice(at, at + 80))}`);
    }
    const [all, opened, attributes, closed] = found;
    const parent = open.at(-1);
    if (opened !== undefined) {
      const element = { name: opened, attributes: attributes ?? '', text: '' };
      open.push(element);
      elements.push(element);
    } else if (closed !== undefined) {
      if (open.pop()?.name !== closed) {
        throw new Error(`XML closes ${closed}, which is not open`);
      }
    } else if (parent !== undefined) {
      parent.text += all;
    }
    at += all.length;
  }
  if (open.length > 0) {
    throw new Error(`XML leaves ${open.map(({ name }) => name).join(', ')} open`);
  }
  return elements;
}
