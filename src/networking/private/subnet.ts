import { isIP } from 'net';
import { Field } from './field';

const BITS: { readonly [version: number]: number } = { 4: 32, 6: 128 };

/** Throws unless the text is an IP address, or one with the length of its prefix. */
export function checkSubnet(subnet: string, field: Field): string {
  if (typeof subnet !== 'string' || !isSubnet(subnet)) {
    throw field.fault('must be an IP address or subnet', subnet, "write '10.1.2.3', '10.1.0.0/16' or '2001:db8::/32'");
  }
  return subnet;
}

function isSubnet(text: string): boolean {
  const [address, prefix, ...rest] = text.split('/');
  const most = BITS[isIP(address)];
  if (most === undefined || rest.length > 0) {
    return false;
  }
  return prefix === undefined || (/^(0|[1-9]\d{0,2})$/.test(prefix) && Number(prefix) <= most);
}
