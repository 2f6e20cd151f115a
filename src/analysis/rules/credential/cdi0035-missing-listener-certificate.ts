import { KUBERNETES_GATEWAY, LISTENER_SET, SECRET } from '../../../mesh/kinds';
import { byText } from '../../order';
import { PRODUCED_SECRETS } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { shownName } from './credential-use';
import { listenerCertificates } from './listener-certificates';

/** Listeners of the Gateway API whose certificate is not there. */
export const MISSING_LISTENER_CERTIFICATE: Rule = {
  code: 'CDI0035',
  name: 'MissingListenerCertificate',
  severity: Severity.ERROR,
  summary: 'A listener of the Gateway API takes its certificate from a Secret that is not there.',
  explanation:
    'istiod looks for the Secret in the namespace of the Gateway, or in the one that the reference names; unlike with a Gateway of Istio, that of the pods does not matter. Without it the listener has `ResolvedRefs: False` and is not programmed: TLS handshakes fail, or the port is not even open.',
  fix: 'Correct the name or the `namespace` of the reference, or add the Secret (a Certificate, an ExternalSecret or a SealedSecret will do). What is in the cluster already can be given to the analysis too.',
  docs: 'https://gateway-api.sigs.k8s.io/guides/tls/',
  inputs: [KUBERNETES_GATEWAY, LISTENER_SET, SECRET, ...PRODUCED_SECRETS],
  check: (mesh, report) => {
    for (const { object, path, namespace, name, isThere } of listenerCertificates(mesh)) {
      const elsewhere = isThere
        ? []
        : mesh
            .all(SECRET)
            .filter((secret) => secret.name === name)
            .sort((a, b) => byText(a.key, b.key));
      // An app may leave a Secret to others; one of the same name elsewhere says that it does not.
      if (!isThere && (!mesh.isPartial || elsewhere.length > 0)) {
        const hint =
          elsewhere.length === 0 ? '' : `; there is one in ${elsewhere.map((each) => each.namespace).join(', ')}`;
        report({
          object,
          path,
          message: `${object.title} takes the certificate of a listener from Secret ${shownName(name)}, which is not in ${namespace}${hint}`,
          related: elsewhere.map((secret) => ({ object: secret })),
        });
      }
    }
  },
};
