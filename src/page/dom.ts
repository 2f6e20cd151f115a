import { Markup } from '../diagram/private/markup';

const SVG = 'http://www.w3.org/2000/svg';

/** The element of the page with an id. */
export function byId<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) {
    throw new Error(`The page has no ${type.name} ${id}`);
  }
  return found;
}

/** Makes an element of SVG. Text becomes text, as nothing is parsed. */
export function svgElement({ name, attributes, children }: Markup): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) {
      made.setAttribute(key, String(value));
    }
  }
  made.append(...children.map((child) => (typeof child === 'string' ? child : svgElement(child))));
  return made;
}

/** Makes an element of HTML with text or elements in it. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className = '',
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className !== '') {
    made.className = className;
  }
  made.append(...children);
  return made;
}

/** A button that looks like a link. */
export function linkTo(text: string, action: () => void): HTMLButtonElement {
  const button = make('button', 'link', text);
  button.type = 'button';
  button.addEventListener('click', action);
  return button;
}
