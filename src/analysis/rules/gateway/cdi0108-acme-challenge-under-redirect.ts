import { CERTIFICATE, CLUSTER_ISSUER, GATEWAY, ISSUER } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { redirectsToHttps, serverHosts } from '../../../mesh/semantics/gateway-server';
import { isWildcard, isWithin } from '../../../mesh/semantics/host-match';
import { at as valueAt, listAt, textAt } from '../../../mesh/wire/json';
import { serversOf } from './servers';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

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
  inputs: [CERTIFICATE, ISSUER, CLUSTER_ISSUER, GATEWAY],
  check: (mesh, report) => {
    const redirecting = serversOf(mesh).filter(({ server }) => redirectsToHttps(server));
    for (const object of mesh.all(CERTIFICATE)) {
      const names = provesByHttp(mesh, object) ? listAt(object.spec, 'dnsNames') : [];
      for (const [at, name] of names.entries()) {
        const host = typeof name === 'string' ? name : '';
        const server = redirecting.find((each) =>
          serverHosts(each.server, each.object.namespace).some((accepted) => isWithin(host, accepted.host)),
        );
        if (server !== undefined && !isWildcard(host)) {
          const message = `${object.title} proves ${host} by HTTP-01, and ${server.object.title} redirects all of its plain HTTP`;
          const related = [{ object: server.object, path: [...server.path, 'tls', 'httpsRedirect'] }];
          report({ object, path: ['spec', 'dnsNames', at], message, related });
        }
      }
    }
  },
};

/** Whether the issuer of a Certificate has no other way than HTTP-01 to prove its names. */
function provesByHttp(mesh: Mesh, { spec, namespace }: MeshObject): boolean {
  const name = textAt(spec, 'issuerRef', 'name') ?? '';
  const isOfCluster = textAt(spec, 'issuerRef', 'kind') === 'ClusterIssuer';
  const issuer = isOfCluster ? mesh.get(CLUSTER_ISSUER, '', name) : mesh.get(ISSUER, namespace, name);
  const solvers = listAt(issuer?.spec, 'acme', 'solvers');
  return solvers.length > 0 && solvers.every((solver) => valueAt(solver, 'http01') !== undefined);
}
