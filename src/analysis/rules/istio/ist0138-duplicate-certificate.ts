import { GATEWAY } from '../../../mesh/kinds';
import { MeshObject } from '../../../mesh/mesh-object';
import { selects } from '../../../mesh/semantics/selector';
import { GatewaySpec, ServerTlsSettings } from '../../../mesh/wire/networking';
import { byText } from '../../order';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Gateways of the same pods that present the same certificate. */
export const DUPLICATE_CERTIFICATE: Rule = {
  code: 'IST0138',
  name: 'GatewayDuplicateCertificate',
  severity: Severity.WARNING,
  summary: 'Two Gateways of the same pods present the same certificate.',
  explanation:
    'A client that has an HTTP/2 connection to one host uses it for every other host that the same certificate covers and that has the same address. The requests then reach the other Gateway, which has no route for them and answers 404.',
  fix: 'Serve the hosts from one Gateway, or give each a certificate of its own.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0138/',
  inputs: [GATEWAY],
  check: (mesh, report) => {
    for (const object of mesh.all(GATEWAY)) {
      const selector = object.spec.selector ?? {};
      const others = mesh
        .all(GATEWAY)
        .filter(
          (other) =>
            other !== object && selects(selector, other.spec.selector ?? {}) && shareCertificate(object, other),
        )
        .sort((a, b) => byText(a.key, b.key));
      if (others.length > 0) {
        report({
          object,
          path: ['spec', 'servers'],
          message: `${object.title} presents the same certificate as ${others.map(({ title }) => title).join(', ')}`,
          related: others.map((other) => ({ object: other, path: ['spec', 'servers'] })),
        });
      }
    }
  },
};

function shareCertificate(a: MeshObject<GatewaySpec>, b: MeshObject<GatewaySpec>): boolean {
  const certificates = new Set((a.spec.servers ?? []).flatMap(({ tls }) => certificateOf(tls)));
  return (b.spec.servers ?? []).some(({ tls }) => certificateOf(tls).some((each) => certificates.has(each)));
}

function certificateOf(tls: ServerTlsSettings | undefined): string[] {
  const { credentialName = '', serverCertificate = '', privateKey = '' } = tls ?? {};
  if (credentialName !== '') {
    return [`secret ${credentialName}`];
  }
  return serverCertificate === '' || privateKey === '' ? [] : [`file ${serverCertificate} ${privateKey}`];
}
