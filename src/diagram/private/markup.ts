import { html } from './dot';

/** An element of SVG, to be written as text or to be made in a page. */
export interface Markup {
  readonly name: string;
  readonly attributes: { readonly [name: string]: string | number | undefined };
  readonly children: readonly (Markup | string)[];
}

/** An element. */
export function element(
  name: string,
  attributes: Markup['attributes'] = {},
  ...children: readonly (Markup | string)[]
): Markup {
  return { name, attributes, children };
}

/** The element as text. What is text in it stays text. */
export function markupText({ name, attributes, children }: Markup): string {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? '' : ` ${key}="${html(String(value))}"`,
  );
  const inner = children.map((child) => (typeof child === 'string' ? html(child) : markupText(child))).join('');
  return `<${name}${written.join('')}>${inner}</${name}>`;
}
