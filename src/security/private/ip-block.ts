import { isIP } from 'net';
import { misuse } from '../../kernel/errors';
import { Check } from './check';

const BITS: { readonly [version: number]: number } = { 4: 32, 6: 128 };

/** An IP address, or one with the length of its prefix. */
export const checkIpBlock: Check = (value, field) => {
  if (typeof value !== 'string' || !isIpBlock(value)) {
    throw misuse({
      rule: `${field} must be IP addresses or subnets`,
      received: value,
      fix: "write '10.1.2.3', '10.1.0.0/16' or '2001:db8::/32'",
    });
  }
  return value;
};

function isIpBlock(text: string): boolean {
  const [address, prefix, ...rest] = text.split('/');
  const most = BITS[isIP(address)];
  if (most === undefined || address.includes('%') || rest.length > 0) {
    return false;
  }
  return prefix === undefined || (/^(0|[1-9]\d{0,2})$/.test(prefix) && Number(prefix) <= most);
}
