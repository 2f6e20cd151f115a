import { Request } from './request';
import { hostAndPort } from './url';

/** A request on one line: `GET https://shop.example.com/cart`. */
export function requestLine({ method, scheme, host, port, target, isHttp }: Request): string {
  const url = `${scheme}://${hostAndPort(scheme, host, port)}`;
  return isHttp ? `${method} ${url}${target}` : `a connection to ${url}`;
}

/** What else it brings: headers, a server name of its own, an address. */
export function requestDetails({
  headers,
  authority,
  host,
  port,
  sni,
  isTls,
  sourceIp,
  clientCertificate,
  isHttp,
  scheme,
}: Request): string[] {
  return [
    ...(isHttp && authority !== hostAndPort(scheme, host, port) ? [`host: ${authority}`] : []),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${withClaims(value)}`),
    ...(isTls && sni !== host.toLowerCase() ? [sni === undefined ? 'without SNI' : `SNI ${sni}`] : []),
    ...(clientCertificate === undefined ? [] : ['with a client certificate']),
    ...(sourceIp === undefined ? [] : [`address ${sourceIp}`]),
  ];
}

/** Of a token, what it says; nobody reads base64. */
function withClaims(value: string): string {
  const found = /^(.*?)[\w-]+\.([\w-]+)\.[\w-]*$/.exec(value);
  if (found === null) {
    return value;
  }
  try {
    const claims: unknown = JSON.parse(atob(found[2].replace(/-/g, '+').replace(/_/g, '/')));
    return `${found[1]}<token with ${JSON.stringify(claims)}>`;
  } catch {
    return value;
  }
}
