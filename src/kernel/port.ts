import { misuse } from './errors';

/** Throws unless the value is a port number: a whole number from 1 to 65535. */
export function checkPort(port: number, field: string, at?: string): number {
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw misuse({
      at,
      rule: `${field} must be a port number`,
      received: port,
      fix: 'give a whole number from 1 to 65535',
    });
  }
  return port;
}
