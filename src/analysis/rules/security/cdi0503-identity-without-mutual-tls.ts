import { peerAuthenticationsOf } from '../../../mesh/index/peer-authentications';
import { AUTHORIZATION_POLICY, CONFIG_MAP, PEER_AUTHENTICATION } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { withoutWorkloads, WORKLOADS } from '../../inputs';
import { IDENTITY_ATTRIBUTES, termsOf } from './policy-terms';
import { authorizedBy } from './policy-workloads';

/** Rules about the identity of clients that can't show one. */
export const IDENTITY_WITHOUT_MUTUAL_TLS: Rule = {
  code: 'CDI0503',
  name: 'IdentityWithoutMutualTls',
  severity: Severity.ERROR,
  summary: 'An AuthorizationPolicy asks who the client is where mutual TLS is switched off.',
  explanation:
    'Principals, namespaces, service accounts and trust domains are read from the certificate that a client shows in mutual TLS. Where a PeerAuthentication disables that, no client has an identity: an ALLOW rule that asks for one allows nobody, a DENY rule denies nobody, and the `not` forms hold for everybody.',
  fix: 'Set the mode of the PeerAuthentication to STRICT, or judge by `ipBlocks` and attributes of the request.',
  docs: 'https://istio.io/latest/docs/concepts/security/#dependency-on-mutual-tls',
  inputs: [AUTHORIZATION_POLICY, PEER_AUTHENTICATION, CONFIG_MAP, ...WORKLOADS],
  undecidable: withoutWorkloads,
  check: (mesh, report) => {
    const modes = peerAuthenticationsOf(mesh);
    for (const policy of mesh.all(AUTHORIZATION_POLICY)) {
      const terms = termsOf(mesh, policy).filter(({ attribute }) => IDENTITY_ATTRIBUTES.has(attribute));
      const workloads = terms.length === 0 ? [] : authorizedBy(mesh, policy);
      const isOff = workloads.every(({ namespace, labels }) => {
        const ports = Object.keys(modes.ownOf(namespace, labels)?.spec.portLevelMtls ?? {});
        return [undefined, ...ports.map(Number)].every((port) => modes.modeOf(namespace, labels, port) === 'DISABLE');
      });
      if (workloads.length === 0 || !isOff) {
        continue;
      }
      for (const { attribute, wanted, unwanted } of terms) {
        const effect = wanted === undefined ? 'by which nobody is excluded' : 'which nobody has';
        const message = `${policy.title} asks for ${attribute}, ${effect}: mutual TLS is disabled for its workloads`;
        report({ object: policy, path: (wanted ?? unwanted)?.path, message });
      }
    }
  },
};
