import { subjectOf } from '../../../credentials/private/certificate';
import { LinkFault, linkFault } from '../../../credentials/private/chain-link';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { CREDENTIALS, credentialsOf } from './credential-use';

/** Certificates that come in another order than they sign each other. */
export const CHAIN_OUT_OF_ORDER: Rule = {
  code: 'CDI0022',
  name: 'ChainOutOfOrder',
  severity: Severity.WARNING,
  summary: 'A certificate of a chain is not signed by the one after it.',
  explanation:
    "A server sends its certificate and after each one the CA that signed it. Envoy sends the file as it is. Strict clients (older Java, devices, TLS 1.2 stacks that follow its standard) end the connection when the order is wrong or a certificate does not belong; others sort it out, so it 'works in the browser'.",
  fix: "Order the certificates: the server's own, then the CA that signed it, and so on; take out those that do not belong to the chain.",
  docs: 'https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2',
  inputs: CREDENTIALS,
  check: (mesh, report) => {
    const credentials = credentialsOf(mesh);
    for (const object of credentials.secrets) {
      const { chain, key, certificate } = credentials.contentOf(object);
      const certificates = chain?.read ?? [];
      // A chain that does not begin with the certificate of the key is reported for that.
      if (certificates.length < 2 || (key?.read !== undefined && !certificates[0].checkPrivateKey(key.read))) {
        continue;
      }
      const wrong = certificates
        .slice(1)
        .findIndex((issuer, index) => linkFault(certificates[index], issuer) === LinkFault.NOT_ISSUED);
      if (wrong >= 0) {
        const message = `The chain of ${object.title} has '${subjectOf(certificates[wrong + 1])}' after '${subjectOf(certificates[wrong])}', which it did not sign`;
        report({ object, path: certificate?.path, message });
      }
    }
  },
};
