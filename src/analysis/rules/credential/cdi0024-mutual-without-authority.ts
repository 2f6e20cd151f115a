import { CA_SUFFIX } from '../../../mesh/index/credential-names';
import { holdersNamed } from '../../../mesh/index/secret-holders';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { CREDENTIALS, credentialsOf, CredentialUse } from './credential-use';
import { hasContent } from './secret-content';

const MUTUAL: ReadonlySet<string> = new Set(['MUTUAL', 'OPTIONAL_MUTUAL']);

/** Servers that ask for client certificates and have no CA to check them by. */
export const MUTUAL_WITHOUT_AUTHORITY: Rule = {
  code: 'CDI0024',
  name: 'MutualWithoutAuthority',
  severity: Severity.ERROR,
  summary: 'A server of mode MUTUAL has no CA for client certificates.',
  explanation:
    'For mutual TLS, Istio takes the CA that client certificates are checked by from `ca.crt` (or `cacert`) of the Secret `<credentialName>-cacert`, or of the credential itself. While there is none, the listener has no complete TLS configuration, and Envoy accepts no connection on it.',
  fix: 'Add the certificate of the CA to the Secret as `ca.crt`, or name its Secret by `caCertCredentialName`; if clients have no certificates, use mode SIMPLE.',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#configure-a-mutual-tls-ingress-gateway',
  inputs: CREDENTIALS,
  check: (mesh, report) => {
    const credentials = credentialsOf(mesh);
    for (const use of credentials.uses) {
      const { gateway, tls, path, secret } = use;
      if (!MUTUAL.has(tls.mode ?? '') || secret === undefined || !hasContent(secret) || hasOtherAuthority(use)) {
        continue;
      }
      const { keys, authority } = credentials.contentOf(secret);
      // One that lies elsewhere is told of by CDI0010.
      const apart = holdersNamed(mesh, use.name + CA_SUFFIX).some(
        ({ namespace }) => use.namespaces.length > 0 || namespace === secret.namespace,
      );
      if (keys !== undefined && authority === undefined && !apart && use.produced === undefined) {
        const message = `${secret.title} holds no CA for the client certificates that mode ${tls.mode ?? ''} asks for`;
        report({ object: gateway, path, message, related: [{ object: secret }] });
      }
    }
  },
};

/** A server with several credentials takes the CA of the first. */
function hasOtherAuthority({ tls, name }: CredentialUse): boolean {
  const first = tls.credentialName ?? tls.credentialNames?.[0];
  return (tls.caCertCredentialName ?? '') !== '' || (tls.caCertificates ?? '') !== '' || name !== first;
}
