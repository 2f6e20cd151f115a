import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { faultOfCredential } from './credential-fault';
import { CREDENTIALS, credentialsOf } from './credential-use';

/** Credentials whose private key or chain is no such thing; of their first certificate IST0161 tells. */
export const UNREADABLE_CREDENTIAL: Rule = {
  code: 'CDI0015',
  name: 'UnreadableCredential',
  severity: Severity.ERROR,
  summary: 'The private key of a credential can not be read, or the certificates after its first.',
  explanation:
    'Envoy takes certificates and one unencrypted private key in PEM. istiod looks at the first certificate only and hands on the rest: with anything else in there (a password on the key, a certificate in its place, base64 done twice, lost line breaks) Envoy refuses the credential, and the TLS handshakes of the gateway fail, while the Secret looks complete.',
  fix: 'Put the PEM files themselves into the Secret: `kubectl create secret tls NAME --cert=FILE --key=FILE`, with the key decrypted by `openssl pkey`.',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#key-formats',
  inputs: CREDENTIALS,
  check: (mesh, report, { now }) => {
    const credentials = credentialsOf(mesh);
    for (const object of credentials.secrets) {
      const { certificate, chain, privateKey, key } = credentials.contentOf(object);
      const isRefused = faultOfCredential(object, credentials.contentOf(object), now) !== undefined;
      if (certificate !== undefined && chain?.fault !== undefined && !isRefused) {
        const message = `The chain of ${object.title} can't be read: '${certificate.key}' holds ${chain.fault}`;
        report({ object, path: certificate.path, message });
      }
      if (privateKey !== undefined && key?.fault !== undefined) {
        const message = `The private key of ${object.title} can't be read: '${privateKey.key}' holds ${key.fault}`;
        report({ object, path: privateKey.path, message });
      }
    }
  },
};
