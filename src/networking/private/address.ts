import { isIP } from 'net';
import { isHost } from '../../kernel/host';
import { Field } from './field';

/** What the address of a Unix socket begins with. */
const SOCKET = 'unix://';

/** A DNS label in either case, as Istio takes it for the name of a port. */
const PORT_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/i;

/** Whether the text is the address of a Unix socket. */
export function isSocket(address: string): boolean {
  return address.startsWith(SOCKET);
}

/** Whether the text is an IPv4 or IPv6 address. */
export function isIpAddress(text: string): boolean {
  return isIP(text) !== 0;
}

/** Throws unless the text names a Unix socket by its path, or in Linux' abstract namespace. */
export function checkSocket(address: string, field: Field): string {
  const path = address.slice(SOCKET.length);
  if (!/^[/@]/.test(path) || path.endsWith('/')) {
    throw field.fault(
      'must be the absolute path of a socket, or an abstract one',
      address,
      "write 'unix:///run/app.sock' or 'unix://@app'",
    );
  }
  return address;
}

/** Throws unless the text is an IPv4 or IPv6 address. */
export function checkIpAddress(address: string, field: Field): string {
  if (typeof address !== 'string' || !isIpAddress(address)) {
    throw field.fault('must be an IP address', address, "write it without port and prefix: '127.0.0.1' or '::1'");
  }
  return address;
}

/** Throws unless the text is an IP address, a DNS name without wildcard, or a Unix socket. */
export function checkEndpointAddress(address: string, field: Field): string {
  if (typeof address === 'string' && isSocket(address)) {
    return checkSocket(address, field);
  }
  if (typeof address !== 'string' || (!isIpAddress(address) && (!isHost(address) || address.includes('*')))) {
    throw field.fault(
      'must be an IP address, a DNS name without wildcard, or a Unix socket',
      address,
      "write it without scheme and port: '10.0.0.1', 'vm.example.com' or 'unix:///run/app.sock'; ports belong into `ports`",
    );
  }
  return address;
}

/** Throws unless Istio takes the text as the name of a port. */
export function checkPortName(name: string, longest: number, field: Field): string {
  if (typeof name !== 'string' || name.length > longest || !PORT_NAME.test(name)) {
    throw field.fault(
      'must be a port name',
      name,
      `use letters, digits and '-', starting and ending with a letter or digit, at most ${longest}`,
    );
  }
  return name;
}
