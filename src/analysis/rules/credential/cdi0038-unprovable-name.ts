import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { ISSUANCE, namesToProve } from './issuer-of';

/** Names that the issuer of a Certificate has no way to prove. */
export const UNPROVABLE_NAME: Rule = {
  code: 'CDI0038',
  name: 'UnprovableName',
  severity: Severity.ERROR,
  summary: 'A Certificate asks for a name that no solver of its issuer can prove.',
  explanation:
    'An ACME issuer has each name proved by one of its solvers: the one whose `selector` names it, or else has the longest zone that it is in, or else is for any name. HTTP-01 proves no wildcard, because there is no host to ask. With a name that no solver is for, the order fails, and the certificate is never issued, for none of its names.',
  fix: 'Add a DNS-01 solver for the zone, or a solver without a selector; for a wildcard, name the hosts one by one, or use DNS-01.',
  docs: 'https://cert-manager.io/docs/configuration/acme/#adding-multiple-solver-types',
  inputs: ISSUANCE,
  check: (mesh, report) => {
    for (const { certificate, index, name, issuer, choice } of namesToProve(mesh)) {
      if (choice === 'wildcard' || choice === 'none') {
        const reason = choice === 'wildcard' ? 'would prove by HTTP-01, which proves no wildcard' : 'has no solver for';
        const message = `${certificate.title} asks for ${name}, which ${issuer.title} ${reason}`;
        const related = [{ object: issuer, path: ['spec', 'acme', 'solvers'] }];
        report({ object: certificate, path: ['spec', 'dnsNames', index], message, related });
      }
    }
  },
};
