import { subjectOf } from '../../../credentials/private/certificate';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { CREDENTIALS, credentialsOf } from './credential-use';

/** Credentials whose key is that of another certificate. */
export const CREDENTIAL_KEY_MISMATCH: Rule = {
  code: 'CDI0016',
  name: 'CredentialKeyMismatch',
  severity: Severity.ERROR,
  summary: 'The private key of a credential does not belong to its certificate.',
  explanation:
    "A server proves with the private key that the certificate is its own, so the two have to be halves of one pair; the first certificate of the file is the server's. Istio does not compare them. Envoy does, refuses the credential, and keeps closing connections (or goes on with the old certificate until it restarts).",
  fix: "Take the key that the certificate was requested with. In a file of several certificates, put the server's own first, then the CA that signed it.",
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#key-formats',
  inputs: CREDENTIALS,
  check: (mesh, report) => {
    const credentials = credentialsOf(mesh);
    for (const object of credentials.secrets) {
      const { chain, key, privateKey } = credentials.contentOf(object);
      if (chain?.read === undefined || key?.read === undefined || chain.read[0].checkPrivateKey(key.read)) {
        continue;
      }
      const owner = chain.read.find((certificate) => certificate.checkPrivateKey(key.read));
      const message =
        owner === undefined
          ? `The private key of ${object.title} does not belong to its certificate '${subjectOf(chain.read[0])}'`
          : `The private key of ${object.title} belongs to '${subjectOf(owner)}', which comes after '${subjectOf(chain.read[0])}' instead of first`;
      report({ object, path: privateKey?.path, message });
    }
  },
};
