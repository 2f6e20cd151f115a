import { HttpVersion } from '../simulation/http-version';
import { Client } from '../simulation/client';
import { Request } from '../simulation/request';
import { byId } from './dom';

/** The fields of the form, by the names that they have in the address of the page. */
const FIELDS = ['url', 'from', 'method', 'headers', 'sni', 'http2'] as const;
type Field = (typeof FIELDS)[number];

const HEADER = /^([^:\s]+):\s*(.*)$/;

/**
 * The request that the form asks for.
 *
 * @throws if a line of the headers is none, or the URL is none.
 */
export function askedRequest(from: Client | undefined): Request {
  const url = valueOf('url').trim();
  const certificate = byId('certificate', HTMLTextAreaElement).value.trim();
  const sni = valueOf('sni').trim();
  const options = {
    method: valueOf('method'),
    headers: headersOf(valueOf('headers')),
    ...(from === undefined ? {} : { from }),
    ...(sni === '' ? {} : { sni }),
    ...(certificate === '' ? {} : { clientCertificate: certificate }),
    ...(valueOf('http2') === '' ? {} : { httpVersion: HttpVersion.HTTP_2 }),
  };
  return Request.of(url.includes('://') ? url : `https://${url}`, options);
}

/** The question as the part of an address behind its `#`; certificates are left out, because they are long. */
export function questionOf(): string {
  const given = FIELDS.map((field): [string, string] => [field, valueOf(field)]).filter(([, value]) => value !== '');
  return new URLSearchParams(given).toString();
}

/** Fills the form with a question of an address; whether it was one. */
export function fillIn(question: string): boolean {
  const given = new URLSearchParams(question);
  if (!given.has('url')) {
    return false;
  }
  for (const field of FIELDS) {
    const element = document.getElementById(field);
    const value = given.get(field) ?? '';
    if (element instanceof HTMLInputElement && element.type === 'checkbox') {
      element.checked = value !== '';
    } else if (element instanceof HTMLSelectElement) {
      // What the picture does not offer stays as it is.
      element.value = [...element.options].some((option) => option.value === value) ? value : element.value;
    } else if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
      element.value = value;
    }
  }
  byId('more', HTMLDetailsElement).open = ['headers', 'sni', 'http2'].some((field) => given.has(field));
  return true;
}

function valueOf(field: Field): string {
  const element = document.getElementById(field);
  if (element instanceof HTMLInputElement && element.type === 'checkbox') {
    return element.checked ? '1' : '';
  }
  return element instanceof HTMLInputElement ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement
    ? element.value
    : '';
}

function headersOf(text: string): { readonly [name: string]: string } {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = HEADER.exec(line.trim()) ?? [];
      if (name === undefined) {
        throw new Error(`A header is written "name: value"; got ${JSON.stringify(line)}.`);
      }
      return [name, value];
    }),
  );
}
