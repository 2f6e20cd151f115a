import { subjectOf } from '../../../credentials/private/certificate';
import { LinkFault, linkFault } from '../../../credentials/private/chain-link';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { CREDENTIALS, credentialsOf } from './credential-use';

/** Certificates signed by what is no CA. */
export const ISSUER_MAY_NOT_SIGN: Rule = {
  code: 'CDI0029',
  name: 'IssuerMayNotSign',
  severity: Severity.ERROR,
  summary: 'A certificate of a chain is signed by one that may not sign certificates.',
  explanation:
    'Any key can sign a certificate, so clients take only signatures of CAs: the certificate of the issuer has to say in its basic constraints that it is one, and its key usage, if it has one, must hold `keyCertSign`. Every client refuses the chain otherwise.',
  fix: "Have the issuer's certificate made again as that of a CA (`basicConstraints=critical,CA:TRUE`, `keyUsage=critical,keyCertSign,cRLSign`), and what it signed with it.",
  docs: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.9',
  inputs: CREDENTIALS,
  check: (mesh, report) => {
    const credentials = credentialsOf(mesh);
    for (const object of credentials.secrets) {
      const { chain, certificate } = credentials.contentOf(object);
      const certificates = chain?.read ?? [];
      for (const [index, issuer] of certificates.slice(1).entries()) {
        const fault = linkFault(certificates[index], issuer);
        if (fault === LinkFault.NO_CA || fault === LinkFault.MAY_NOT_SIGN) {
          const why = fault === LinkFault.NO_CA ? 'is no CA' : 'has a key usage that leaves out keyCertSign';
          const message = `The chain of ${object.title} has '${subjectOf(certificates[index])}' signed by '${subjectOf(issuer)}', which ${why}`;
          report({ object, path: certificate?.path, message });
          break;
        }
      }
    }
  },
};
