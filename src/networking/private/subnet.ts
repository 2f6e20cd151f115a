import { isIP } from 'net';
import { Field } from './field';

const BITS: { readonly [version: number]: number } = { 4: 32, 6: 128 };

/** Throws unless the text is an IP address, or one with the length of its prefix. */
export function checkSubnet(subnet: string, field: Field): string {
  const [address, prefix, ...rest] = String(subnet).split('/');
  const most = BITS[isIP(address)];
  const fits = prefix === undefined || (/^(0|[1-9]\d{0,2})$/.test(prefix) && Number(prefix) <= (most ?? -1));
  if (most === undefined || !fits || rest.length > 0) {
    throw field.fault('must be an IP address or subnet', subnet, "write '10.1.2.3', '10.1.0.0/16' or '2001:db8::/32'");
  }
  return subnet;
}
