import { remembered } from '../../../kernel/remembered';
import { GoUrl, parseGoUri } from '../../admission/cel/go-url';
import { isIpv6 } from '../../semantics/ip-address';

const BROKEN_ESCAPE = /%(?![0-9A-Fa-f]{2})/;

/** The scheme of a URL as Go's `url.Parse` reads it, '' where there is none; undefined where it refuses the text. */
export const schemeOfUrl: (text: string) => string | undefined = remembered(readScheme);

function readScheme(text: string): string | undefined {
  const hash = text.indexOf('#');
  const [before, fragment] = hash < 0 ? [text, ''] : [text.slice(0, hash), text.slice(hash + 1)];
  // A host may follow without a scheme, which a request has not.
  const isRelative = /^\/\/(?!\/)/.test(before);
  const url = readRequestUrl(isRelative ? `relative:${before}` : before);
  return url === undefined || BROKEN_ESCAPE.test(fragment) ? undefined : isRelative ? '' : url.scheme;
}

/** The URL of a request; undefined where Go refuses it. Istio's Go is stricter with hosts than the one of API servers. */
export function readRequestUrl(text: string): GoUrl | undefined {
  const url = parseGoUri(text);
  return typeof url === 'string' || !isHost(url) ? undefined : url;
}

function isHost({ scheme, host }: GoUrl): boolean {
  const bracket = host.lastIndexOf('[');
  if (bracket >= 0) {
    return bracket === 0 && isIpv6(host.slice(1, host.lastIndexOf(']')).replace(/%25.+$/s, ''));
  }
  const hasManyColons = host.indexOf(':') !== host.lastIndexOf(':');
  return !(hasManyColons && (scheme === 'http' || scheme === 'https'));
}
