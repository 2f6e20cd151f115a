import { peerAuthenticationsOf } from '../../../mesh/index/peer-authentications';
import { CONFIG_MAP, PEER_AUTHENTICATION } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** PeerAuthentications for a whole namespace, or the whole mesh, beside another one. */
export const SEVERAL_WIDE_PEER_AUTHENTICATIONS: Rule = {
  code: 'CDI0507',
  name: 'SeveralWidePeerAuthentications',
  severity: Severity.ERROR,
  summary: 'A namespace, or the mesh, has several PeerAuthentications of different modes.',
  explanation:
    'Of the PeerAuthentications without a selector in a namespace (in the root namespace: for the mesh), Istio takes the one that was created first and ignores the others. Which one that is does not show in the manifests, and changes when they are applied to a new cluster.',
  fix: 'Keep one PeerAuthentication without a selector in each namespace.',
  docs: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
  inputs: [PEER_AUTHENTICATION, CONFIG_MAP],
  check: (mesh, report) => {
    const policies = peerAuthenticationsOf(mesh);
    for (const namespace of policies.namespaces) {
      const [first, ...others] = policies.wide(namespace);
      const scope = namespace === mesh.config.rootNamespace ? 'the mesh' : `namespace ${namespace}`;
      for (const object of others) {
        const [mode, counting] = [object, first].map(({ spec }) => spec.mtls?.mode ?? 'UNSET');
        if (mode !== counting) {
          const message = `${object.title} (${mode}) and ${first.title} (${counting}) are both for ${scope}, and only the older one counts`;
          report({ object, message, related: [{ object: first }] });
        }
      }
    }
  },
};
