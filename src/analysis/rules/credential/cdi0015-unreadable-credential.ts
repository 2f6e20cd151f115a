import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { CREDENTIALS, credentialsOf } from './credential-use';

/** Credentials whose certificate or key is no such thing. */
export const UNREADABLE_CREDENTIAL: Rule = {
  code: 'CDI0015',
  name: 'UnreadableCredential',
  severity: Severity.ERROR,
  summary: 'The certificate or the private key of a credential can not be read.',
  explanation:
    'Envoy takes certificates and one unencrypted private key in PEM. With anything else (a key in the place of the certificate, a password on the key, base64 done twice, lost line breaks) it refuses the credential, and the TLS handshakes of the gateway fail, while the Secret looks complete.',
  fix: 'Put the PEM files themselves into the Secret: `kubectl create secret tls NAME --cert=FILE --key=FILE`, with the key decrypted by `openssl pkey`.',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#key-formats',
  inputs: CREDENTIALS,
  check: (mesh, report) => {
    const credentials = credentialsOf(mesh);
    for (const object of credentials.secrets) {
      const { certificate, chain, privateKey, key } = credentials.contentOf(object);
      if (certificate !== undefined && chain?.fault !== undefined) {
        const message = `The certificate of ${object.title} can't be read: '${certificate.key}' holds ${chain.fault}`;
        report({ object, path: certificate.path, message });
      }
      if (privateKey !== undefined && key?.fault !== undefined) {
        const message = `The private key of ${object.title} can't be read: '${privateKey.key}' holds ${key.fault}`;
        report({ object, path: privateKey.path, message });
      }
    }
  },
};
