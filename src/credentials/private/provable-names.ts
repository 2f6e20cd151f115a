import { misuse } from '../../kernel/errors';

/** The error for a wildcard that is to be proved by HTTP-01; whoever asks adds the construct. */
export function wildcardByHttp(dnsName: string): Error {
  return misuse({
    rule: 'HTTP-01 can prove no wildcard, because ACME has no host to ask',
    received: dnsName,
    fix: 'use an issuer with DNS-01, or name the hosts one by one',
  });
}
