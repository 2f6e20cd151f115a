import { covers } from '../../../credentials/private/san';
import { bareHosts } from '../../../kernel/host-match';
import { isWithin } from '../../../mesh/semantics/host-match';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { CREDENTIALS, credentialsOf, listed } from './credential-use';

/** Hosts of servers for which clients refuse the certificate. */
export const HOST_NOT_COVERED: Rule = {
  code: 'CDI0017',
  name: 'HostNotCovered',
  severity: Severity.ERROR,
  summary: 'The certificate of a server does not cover one of its hosts.',
  explanation:
    'Clients compare the name that they asked for with the subject alternative names of the certificate; the common name counts no more, and `*` stands for exactly one label. The gateway serves the certificate all the same, and clients end the connection with an error about the name.',
  fix: 'Have a certificate issued that names the host, or serve the host by another server with a credential of its own.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/gateway/#Server-hosts',
  inputs: CREDENTIALS,
  check: (mesh, report) => {
    const credentials = credentialsOf(mesh);
    for (const { gateway, server, path, secret } of credentials.uses) {
      const content = secret && credentials.contentOf(secret);
      if (secret === undefined || content?.chain?.read === undefined) {
        continue;
      }
      const missed = bareHosts(server.hosts).filter((host) => !isCovered(content.dnsNames, host));
      if (missed.length > 0) {
        const names = content.dnsNames.length === 0 ? 'has no DNS names' : `is for ${listed(content.dnsNames)}`;
        const message = `The certificate of ${secret.title} does not cover ${listed(missed.map((host) => `'${host}'`))}: it ${names}`;
        report({ object: gateway, path, message, related: [{ object: secret, path: content.certificate?.path }] });
      }
    }
  },
};

/** A wildcard host is also covered by names below it, for those are what clients ask for; `*` says nothing of which. */
export function isCovered(names: readonly string[], host: string): boolean {
  return (
    host === '*' ||
    names.some(
      (name) => covers(name, host) || (host.startsWith('*.') && isWithin(name.toLowerCase(), host.toLowerCase())),
    )
  );
}
