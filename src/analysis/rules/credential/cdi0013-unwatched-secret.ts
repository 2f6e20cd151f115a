import { textAt } from '../../../mesh/wire/json';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { CREDENTIALS, credentialsOf, shownName } from './credential-use';

const UNWATCHED: ReadonlySet<string> = new Set(['kubernetes.io/service-account-token', 'helm.sh/release.v1']);
const CA_SUFFIX = '-cacert';

/** Credentials that Istio does not serve because of the Secret's type or name. */
export const UNWATCHED_SECRET: Rule = {
  code: 'CDI0013',
  name: 'UnwatchedSecret',
  severity: Severity.ERROR,
  summary: 'A credential is a Secret whose type or name keeps Istio from serving it.',
  explanation:
    "Istio does not watch Secrets of the types `kubernetes.io/service-account-token` and `helm.sh/release.v1`, and takes one whose name ends in `-cacert` for the CA of another credential, so it serves no certificate and key from it. The gateway's TLS handshakes fail.",
  fix: 'Use a Secret of type `kubernetes.io/tls` or `Opaque` whose name does not end in `-cacert`.',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#key-formats',
  inputs: CREDENTIALS,
  check: (mesh, report) => {
    for (const { gateway, path, name, secret } of credentialsOf(mesh).uses) {
      const type = textAt(secret?.manifest, 'type') ?? '';
      if (name.endsWith(CA_SUFFIX)) {
        const message = `Credential ${shownName(name)} ends in '${CA_SUFFIX}', so Istio looks for nothing but a CA in it`;
        report({ object: gateway, path, message });
      } else if (secret !== undefined && UNWATCHED.has(type)) {
        const message = `Credential ${shownName(name)} is a Secret of type ${type}, which Istio does not watch`;
        report({ object: gateway, path, message, related: [{ object: secret, path: ['type'] }] });
      }
    }
  },
};
