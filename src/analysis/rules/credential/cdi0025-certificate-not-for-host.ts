import { bareHosts } from '../../../kernel/host-match';
import { CERTIFICATE } from '../../../mesh/kinds';
import { at, listAt } from '../../../mesh/wire/json';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { isCovered } from './cdi0017-host-not-covered';
import { CREDENTIALS, credentialsOf, listed } from './credential-use';

/** Certificates of cert-manager that will not cover the hosts of the server that they are for. */
export const CERTIFICATE_NOT_FOR_HOST: Rule = {
  code: 'CDI0025',
  name: 'CertificateNotForHost',
  severity: Severity.ERROR,
  summary: 'A Certificate of cert-manager does not name a host of the server that uses its Secret.',
  explanation:
    'cert-manager has the certificate issued for exactly the names in `dnsNames`; `commonName` is not added to them. Clients refuse a certificate that does not name the host which they asked for, and read `*` as exactly one label.',
  fix: "Add the host to the Certificate's `dnsNames`.",
  docs: 'https://cert-manager.io/docs/usage/certificate/',
  inputs: CREDENTIALS,
  check: (mesh, report) => {
    for (const { gateway, server, path, produced } of credentialsOf(mesh).uses) {
      const { group, spec } = produced?.source ?? {};
      if (produced === undefined || group !== CERTIFICATE.group || at(spec, 'dnsNames') === undefined) {
        continue;
      }
      const names = listAt(spec, 'dnsNames').filter((name): name is string => typeof name === 'string');
      const missed = bareHosts(server.hosts).filter((host) => !isCovered(names, host));
      if (missed.length > 0) {
        const { source } = produced;
        const message = `${source.title} is issued for ${listed(names)}, which does not cover ${listed(missed.map((host) => `'${host}'`))}`;
        report({ object: gateway, path, message, related: [{ object: source, path: ['spec', 'dnsNames'] }] });
      }
    }
  },
};
