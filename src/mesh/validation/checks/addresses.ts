import { isIpAddress as isPlainIpAddress, isIpv6, parseIp } from '../../semantics/ip-address';

const UNIX = 'unix://';

/** Whether Go takes the text as an IP address: one of IPv6 may have a zone. */
export function isIpAddress(text: string): boolean {
  const percent = text.indexOf('%');
  return percent < 0 ? isPlainIpAddress(text) : percent < text.length - 1 && isIpv6(text.slice(0, percent));
}

/** What is wrong with an IP address; undefined where it is one. */
export function faultOfIpAddress(text: string): string | undefined {
  return isIpAddress(text) ? undefined : `"${text}" is no IP address`;
}

/** What is wrong with a host that is looked upon as a name, which does not count where it is an IP address. */
export function unlessIpAddress(host: string, fault: string | undefined): string | undefined {
  return fault === undefined || isIpAddress(host) ? undefined : fault;
}

/** Whether Go takes the text as a CIDR range. */
export function isCidr(text: string): boolean {
  const slash = text.lastIndexOf('/');
  const address = slash < 0 ? undefined : parseIp(text.slice(0, slash));
  const prefix = text.slice(slash + 1);
  return address !== undefined && /^(0|[1-9][0-9]{0,2})$/.test(prefix) && Number(prefix) <= address.length;
}

/** What is wrong with an IP address or a CIDR range. */
export function faultOfSubnet(text: string): string | undefined {
  if (text.split('/').length !== 2) {
    return faultOfIpAddress(text);
  }
  return isCidr(text) ? undefined : `"${text}" is no CIDR range`;
}

/** The path of a Unix domain socket in an address; undefined where it is another address. */
export function unixPathOf(address: string): string | undefined {
  return address.startsWith(UNIX) ? address.slice(UNIX.length) : undefined;
}

/** What is wrong with the path of a Unix domain socket; an abstract one begins with `@`. */
export function faultOfUnixPath(path: string): string | undefined {
  if (path === '') {
    return 'the path of a Unix domain socket is missing';
  }
  return path.startsWith('@') || (path.startsWith('/') && !path.endsWith('/'))
    ? undefined
    : `"${path}" is no absolute path of a file`;
}
