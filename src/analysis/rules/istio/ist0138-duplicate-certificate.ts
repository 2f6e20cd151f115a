import { GATEWAY } from '../../../mesh/kinds';
import { addTo } from '../../../mesh/lists';
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
    const byCertificate = new Map<string, MeshObject<GatewaySpec>[]>();
    const gateways = mesh
      .all(GATEWAY)
      .filter(({ spec }) => spec.servers?.some(({ tls }) => tls !== undefined) === true);
    for (const gateway of gateways) {
      new Set(certificatesOf(gateway)).forEach((certificate) => addTo(byCertificate, certificate, gateway));
    }
    for (const object of gateways) {
      const selector = object.spec.selector ?? {};
      const sharing = certificatesOf(object).flatMap((certificate) => byCertificate.get(certificate) ?? []);
      const others = [...new Set(sharing)].filter(
        (other) => other !== object && selects(selector, other.spec.selector ?? {}),
      );
      if (others.length > 0) {
        const sorted = others.sort((a, b) => byText(a.key, b.key)).slice(0, MOST_NAMED);
        const more = others.length > sorted.length ? ` and ${others.length - sorted.length} more` : '';
        report({
          object,
          path: ['spec', 'servers'],
          message: `${object.title} presents the same certificate as ${sorted.map(({ title }) => title).join(', ')}${more}`,
          related: sorted.map((other) => ({ object: other, path: ['spec', 'servers'] })),
        });
      }
    }
  },
};

/** A wildcard certificate is often that of a whole fleet. */
const MOST_NAMED = 10;

function certificatesOf({ spec }: MeshObject<GatewaySpec>): string[] {
  return (spec.servers ?? []).flatMap(({ tls }) => certificateOf(tls));
}

function certificateOf(tls: ServerTlsSettings | undefined): string[] {
  const { credentialName = '', serverCertificate = '', privateKey = '' } = tls ?? {};
  if (credentialName !== '') {
    return [`secret ${credentialName}`];
  }
  return serverCertificate === '' || privateKey === '' ? [] : [`file ${serverCertificate} ${privateKey}`];
}
