import { MeshObject } from '../../../mesh/mesh-object';
import { isJsonObject } from '../../../mesh/wire/json';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { CREDENTIALS, credentialsOf } from './credential-use';
import { hasContent, valuesOf } from './secret-content';

/** Credentials without a pair of keys that Istio knows. */
export const INCOMPLETE_CREDENTIAL: Rule = {
  code: 'CDI0014',
  name: 'IncompleteCredential',
  severity: Severity.ERROR,
  summary: 'The Secret of a credential lacks the keys that Istio looks for.',
  explanation:
    'Istio takes the certificate and the private key from `cert` and `key`, or else from `tls.crt` and `tls.key`; both of a pair must be there and have a value. From any other Secret it serves nothing, and the TLS handshakes of the gateway fail.',
  fix: 'Store the pair as `tls.crt` and `tls.key`, as `kubectl create secret tls` does, and a CA for client certificates as `ca.crt`.',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#key-formats',
  inputs: CREDENTIALS,
  check: (mesh, report) => {
    const credentials = credentialsOf(mesh);
    for (const object of credentials.secrets.filter(hasContent)) {
      if (credentials.contentOf(object).keys === undefined) {
        const message = `${object.title} is a gateway's credential and has neither cert and key nor tls.crt and tls.key with a value each; ${foundIn(object)}`;
        report({ object, path: [isJsonObject(object.manifest.data) ? 'data' : 'stringData'], message });
      }
    }
  },
};

/** Names of keys are no secret, unless somebody has put one there. */
function foundIn(secret: MeshObject): string {
  const keys = valuesOf(secret).map(({ key, text }) => (text === '' ? `${key} (empty)` : key));
  const shown = keys.filter((key) => key.length < 40).sort();
  return shown.length === 0 ? 'it is empty' : `it has ${shown.join(', ')}`;
}
