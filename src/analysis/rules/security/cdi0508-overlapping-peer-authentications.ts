import { isDeepStrictEqual } from 'node:util';
import { peerAuthenticationsOf } from '../../../mesh/index/peer-authentications';
import { CONFIG_MAP, PEER_AUTHENTICATION } from '../../../mesh/kinds';
import { selects } from '../../../mesh/semantics/selector';
import { byText } from '../../order';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { withoutWorkloads, WORKLOADS } from '../../inputs';

/** PeerAuthentications that select a workload which another one selects too. */
export const OVERLAPPING_PEER_AUTHENTICATIONS: Rule = {
  code: 'CDI0508',
  name: 'OverlappingPeerAuthentications',
  severity: Severity.ERROR,
  summary: 'Two PeerAuthentications with different settings select one workload.',
  explanation:
    'Of several PeerAuthentications that select a workload Istio takes the one that was created first, whole: the ports of the others are not merged into it. Which one that is does not show in the manifests.',
  fix: 'Merge the two, or narrow one of the selectors.',
  docs: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
  inputs: [PEER_AUTHENTICATION, CONFIG_MAP, ...WORKLOADS],
  undecidable: withoutWorkloads,
  check: (mesh, report) => {
    const policies = peerAuthenticationsOf(mesh);
    for (const namespace of policies.namespaces) {
      const selecting = namespace === mesh.config.rootNamespace ? [] : policies.selecting(namespace);
      const positions = new Map(selecting.map((object, index) => [object, index]));
      selecting.forEach((object, index) => {
        const selected = mesh.workloads.selected(namespace, object.spec.selector?.matchLabels ?? {});
        const rivals = new Set(selected.flatMap(({ labels }) => policies.selectingWorkload(namespace, labels)));
        const before = [...rivals].map((rival) => positions.get(rival) ?? index).filter((each) => each < index);
        for (const earlier of before.sort((a, b) => a - b).map((each) => selecting[each])) {
          const shared = selected
            .filter(({ labels }) => selects(earlier.spec.selector?.matchLabels ?? {}, labels))
            .map(({ source }) => source)
            .sort((a, b) => byText(a.key, b.key));
          if (shared.length > 0 && !isDeepStrictEqual(settingsOf(object.spec), settingsOf(earlier.spec))) {
            const message = `${object.title} and ${earlier.title} both select ${shared[0].title}, and only the older one counts`;
            report({
              object,
              path: ['spec', 'selector'],
              message,
              related: [{ object: earlier }, { object: shared[0] }],
            });
            break;
          }
        }
      });
    }
  },
};

function settingsOf({ mtls, portLevelMtls }: { readonly mtls?: object; readonly portLevelMtls?: object }): object {
  return { mtls: mtls ?? {}, portLevelMtls: portLevelMtls ?? {} };
}
