import { subjectOf } from '../../../credentials/private/certificate';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { CREDENTIALS, credentialsOf } from './credential-use';

/** Certificates of CAs in the place of a server's own. */
export const CA_AS_SERVER_CERTIFICATE: Rule = {
  code: 'CDI0028',
  name: 'CaAsServerCertificate',
  severity: Severity.WARNING,
  summary: 'A server presents the certificate of a CA as its own.',
  explanation:
    "`openssl req -x509` marks what it makes as the certificate of a CA unless told otherwise. Firefox and programs that are written in Rust refuse such a certificate as a server's; Chrome, Go and OpenSSL take it. Worse, whoever tells his machine to trust it trusts every certificate that its key can sign, for any host, and that key lies on the gateway.",
  fix: "Make the server's certificate without the mark (`-addext basicConstraints=critical,CA:FALSE`), or let a CA of your own sign it.",
  docs: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.9',
  inputs: CREDENTIALS,
  check: (mesh, report) => {
    const credentials = credentialsOf(mesh);
    for (const object of credentials.secrets) {
      const { chain, key, certificate } = credentials.contentOf(object);
      const leaf = chain?.read?.[0];
      // A chain that does not begin with the certificate of the key is reported for that.
      if (leaf?.ca === true && (key?.read === undefined || leaf.checkPrivateKey(key.read))) {
        const message = `Certificate '${subjectOf(leaf)}', which ${object.title} has for a server, is that of a CA`;
        report({ object, path: certificate?.path, message });
      }
    }
  },
};
