import { X509Certificate } from 'node:crypto';
import { subjectOf } from '../../../credentials/private/certificate';
import { allowsAs, ExtendedKeyUsage } from '../../../credentials/private/key-usage';
import { DESTINATION_RULE, SECRET } from '../../../mesh/kinds';
import { addTo } from '../../../mesh/lists';
import { MeshObject } from '../../../mesh/mesh-object';
import { rulesWithPolicy } from '../destination/policy-scopes';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { readSecret } from './secret-content';

/** Certificates for servers in the hands of clients. */
export const CERTIFICATE_NOT_FOR_CLIENTS: Rule = {
  code: 'CDI0033',
  name: 'CertificateNotForClients',
  severity: Severity.ERROR,
  summary: 'The client certificate of a DestinationRule may not be used by a client.',
  explanation:
    'With mode MUTUAL, the proxy presents the certificate of the credential to the server. A server checks what it is for: where the extended key usage leaves out `clientAuth`, as that of most certificates for servers does by now, it ends the handshake, and callers get 503 with `UF`.',
  fix: 'Have a certificate issued for TLS clients: with extended key usage `clientAuth`; in cert-manager, `usages: [digital signature, client auth]`.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings-credential_name',
  inputs: [DESTINATION_RULE, SECRET],
  check: (mesh, report) => {
    const secrets = new Map<string, MeshObject[]>();
    mesh.all(SECRET).forEach((secret) => addTo(secrets, secret.name, secret));
    const leaves = new Map<MeshObject, X509Certificate | undefined>();
    for (const { object, scopes } of rulesWithPolicy(mesh, 'tls')) {
      for (const { policy, path } of scopes) {
        const { mode, credentialName = '' } = policy.tls ?? {};
        const secret = mode === 'MUTUAL' ? nearest(secrets.get(credentialName) ?? [], object.namespace) : undefined;
        const leaf = secret && leafOf(secret, leaves);
        if (secret !== undefined && leaf !== undefined && !allowsAs(leaf, ExtendedKeyUsage.CLIENT_AUTH)) {
          const message = `The extended key usage of certificate '${subjectOf(leaf)}' of ${secret.title} leaves out clientAuth, and ${object.title} has it for a client`;
          report({ object, path: [...path, 'tls', 'credentialName'], message, related: [{ object: secret }] });
        }
      }
    }
  },
};

/** The Secret is beside the pods; whose these are shows in no DestinationRule, so a name that there is twice tells nothing. */
function nearest(named: readonly MeshObject[], namespace: string): MeshObject | undefined {
  return named.length === 1 ? named[0] : named.find((secret) => secret.namespace === namespace);
}

/** The first certificate of a Secret; read once. */
function leafOf(secret: MeshObject, leaves: Map<MeshObject, X509Certificate | undefined>): X509Certificate | undefined {
  if (!leaves.has(secret)) {
    leaves.set(secret, readSecret(secret).chain?.read?.[0]);
  }
  return leaves.get(secret);
}
