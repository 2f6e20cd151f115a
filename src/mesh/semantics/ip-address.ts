const OCTET = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);
const GROUP = /^[0-9a-f]{1,4}$/i;

/** Whether the text is an IPv4 or IPv6 address. */
export function isIpAddress(text: string): boolean {
  return isIpv4(text) || isIpv6(text);
}

/** Whether the text is an IPv4 address. */
export function isIpv4(text: string): boolean {
  return IPV4.test(text);
}

/** Whether the text is an IPv6 address; a zone does not belong to it. */
export function isIpv6(text: string): boolean {
  return text.includes(':') && parseIpv6(text) !== undefined;
}

/** The bits of an address as a number, and how many there are; undefined where the text is no address. */
export function parseIp(text: string): { readonly bits: bigint; readonly length: 32 | 128 } | undefined {
  if (isIpv4(text)) {
    return { bits: text.split('.').reduce((bits, octet) => bits * 256n + BigInt(octet), 0n), length: 32 };
  }
  const groups = text.includes(':') ? parseIpv6(text) : undefined;
  return groups && { bits: groups.reduce((bits, group) => bits * 65536n + BigInt(group), 0n), length: 128 };
}

/** Whether an address lies in a CIDR range, or is the address that stands in its place. */
export function isInCidr(address: string, range: string): boolean {
  const slash = range.indexOf('/');
  const [ip, base] = [parseIp(address), parseIp(slash < 0 ? range : range.slice(0, slash))];
  if (ip === undefined || base === undefined || ip.length !== base.length) {
    return false;
  }
  const prefix = slash < 0 ? base.length : Number(range.slice(slash + 1));
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > base.length) {
    return false;
  }
  const shift = BigInt(base.length - prefix);
  return ip.bits >> shift === base.bits >> shift;
}

function parseIpv6(text: string): number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) {
    return undefined;
  }
  // An IPv4 address stands at the end of the whole.
  const head = halves.length === 2 && halves[0].includes('.') ? undefined : groupsOf(halves[0]);
  const tail = halves.length === 2 ? groupsOf(halves[1]) : [];
  if (head === undefined || tail === undefined) {
    return undefined;
  }
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) {
    return undefined;
  }
  return [...head, ...new Array<number>(missing).fill(0), ...tail];
}

/** The groups of one half; its end may be written as an IPv4 address. */
function groupsOf(text: string): number[] | undefined {
  if (text === '') {
    return [];
  }
  const parts = text.split(':');
  const last = parts[parts.length - 1];
  const groups = isIpv4(last) ? [...parts.slice(0, -1), ...ipv4Groups(last)] : parts;
  return groups.every((group) => GROUP.test(group)) ? groups.map((group) => parseInt(group, 16)) : undefined;
}

function ipv4Groups(text: string): string[] {
  const [a, b, c, d] = text.split('.').map(Number);
  return [(a * 256 + b).toString(16), (c * 256 + d).toString(16)];
}
