import { headerOf, HttpFacts } from '../mesh/semantics/request-match';

/** A value of a header with what Envoy puts in place of `%REQ(...)%`, `%PROTOCOL%` and `%%`; other variables are only known when the request is on its way. */
export function formatHeader(value: string, facts: HttpFacts, protocol: string): string {
  return value.replace(
    /%(?:([A-Z_]+)(?:\(([^)]*)\))?(?::([0-9]+))?)?%/g,
    (written, name?: string, argument?: string, length?: string) => {
      switch (name) {
        case undefined:
          return '%';
        case 'REQ':
          return requestHeader(argument ?? '', facts).slice(0, length === undefined ? undefined : Number(length));
        case 'PROTOCOL':
          return protocol;
        default:
          return written;
      }
    },
  );
}

/** `A?B` is the header B where there is no A. */
function requestHeader(names: string, facts: HttpFacts): string {
  for (const name of names.split('?')) {
    const value = headerOf(facts, name);
    if (value !== undefined) {
      return value;
    }
  }
  return '';
}
