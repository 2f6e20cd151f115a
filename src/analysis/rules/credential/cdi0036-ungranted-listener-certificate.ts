import { KUBERNETES_GATEWAY, LISTENER_SET, REFERENCE_GRANT, SECRET } from '../../../mesh/kinds';
import { PRODUCED_SECRETS } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { isGranted } from '../gateway-api/reference-grants';
import { shownName } from './credential-use';
import { listenerCertificates } from './listener-certificates';

/** Listeners of the Gateway API that may not have the certificate that they name. */
export const UNGRANTED_LISTENER_CERTIFICATE: Rule = {
  code: 'CDI0036',
  name: 'UngrantedListenerCertificate',
  severity: Severity.ERROR,
  summary: 'A listener of the Gateway API takes its certificate from another namespace, which does not allow it.',
  explanation:
    'A Secret is open to its own namespace. To a Gateway in another one istiod gives it only if a ReferenceGrant beside the Secret says so; without it the listener has `ResolvedRefs: False` with the reason `RefNotPermitted`, and TLS handshakes fail.',
  fix: 'Add a ReferenceGrant to the namespace of the Secret, `from` the kind and namespace of the object that refers to it, `to` the kind `Secret`; or keep the Secret beside the Gateway.',
  docs: 'https://gateway-api.sigs.k8s.io/api-types/referencegrant/',
  inputs: [KUBERNETES_GATEWAY, LISTENER_SET, REFERENCE_GRANT, SECRET, ...PRODUCED_SECRETS],
  check: (mesh, report) => {
    for (const { object, path, namespace, name, isThere } of listenerCertificates(mesh)) {
      if (isThere && !isGranted(mesh, object, { kind: SECRET, namespace, name })) {
        const secret = mesh.get(SECRET, namespace, name);
        report({
          object,
          path: [...path, 'namespace'],
          message: `${object.title} takes the certificate of a listener from Secret ${shownName(name)} in ${namespace}, where no ReferenceGrant allows that`,
          related: secret === undefined ? [] : [{ object: secret }],
        });
      }
    }
  },
};
