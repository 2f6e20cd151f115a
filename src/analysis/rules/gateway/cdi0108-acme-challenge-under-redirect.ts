import { AcmeChallenge } from '../../../credentials/acme-challenge';
import { GATEWAY } from '../../../mesh/kinds';
import { redirectsToHttps, serverHosts } from '../../../mesh/semantics/gateway-server';
import { isWithin } from '../../../mesh/semantics/host-match';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { ISSUANCE, namesToProve } from '../credential/issuer-of';
import { serversWithTls } from './servers';

/** Certificates that are proved by plain HTTP where everything is redirected. */
export const ACME_CHALLENGE_UNDER_REDIRECT: Rule = {
  code: 'CDI0108',
  name: 'AcmeChallengeUnderRedirect',
  severity: Severity.WARNING,
  summary: 'A Certificate is proved by HTTP-01 for a host that a gateway redirects to HTTPS.',
  explanation:
    'For an HTTP-01 challenge the certificate authority asks the host for a file over plain HTTP. `httpsRedirect` answers that with a redirect, as it does for every path, and no route can take an exception from it. The authority follows to HTTPS, where the certificate that it is asked for is not there yet, so that the gateway ends the handshake: the first certificate is never issued, and after it a renewal works only if the HTTPS server routes the challenge.',
  fix: 'Use a DNS-01 solver, or replace `httpsRedirect` by routes: one for the prefix `/.well-known/acme-challenge/`, and after it one that redirects everything else with `scheme: https`; a SecureIngress does that with `PlainHttp.REDIRECT_EXCEPT_ACME_CHALLENGES`.',
  docs: 'https://cert-manager.io/docs/configuration/acme/http01/',
  inputs: [...ISSUANCE, GATEWAY],
  check: (mesh, report) => {
    const redirecting = serversWithTls(mesh)
      .map(({ placed }) => placed)
      .filter(({ server }) => redirectsToHttps(server));
    for (const { certificate, index, name, choice } of namesToProve(mesh)) {
      if (typeof choice !== 'object' || choice.challenge !== AcmeChallenge.HTTP_01) {
        continue;
      }
      const server = redirecting.find((each) =>
        serverHosts(each.server, each.object.namespace).some(({ host }) => isWithin(name, host)),
      );
      if (server !== undefined) {
        const message = `${certificate.title} proves ${name} by HTTP-01, and ${server.object.title} redirects all of its plain HTTP`;
        const related = [{ object: server.object, path: [...server.path, 'tls', 'httpsRedirect'] }];
        report({ object: certificate, path: ['spec', 'dnsNames', index], message, related });
      }
    }
  },
};
