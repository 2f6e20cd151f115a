import { canonicalJson } from '../../kernel/same-json';
import { GATEWAY } from '../../mesh/kinds';
import { Mesh } from '../../mesh/mesh';
import { TextMap } from '../../mesh/wire/json';
import { Workload } from '../../mesh/index/workloads';
import { Client } from '../../simulation/client';
import { clientOfSelector } from '../../simulation/gateway-client';
import { ClientPair, distinct, MeshPair, pairedClients, sameClient } from './client-pair';

/** The pods of gateways of either mesh, as clients outside come to them. */
export function gatewayClients({ before, after }: MeshPair): readonly ClientPair[] {
  const selectors = new Map(
    [before, after].flatMap((mesh) =>
      mesh
        .all(GATEWAY)
        .map(
          ({ spec, namespace }) =>
            [canonicalJson(spec.selector ?? {}), { selector: spec.selector ?? {}, namespace }] as const,
        ),
    ),
  );
  let both: Mesh | undefined;
  const pairs = [...selectors.values()].flatMap(({ selector, namespace }) => {
    const known = pairedClients({ before: selected(before, selector), after: selected(after, selector) }, ofWorkload);
    if (known.length > 0) {
      return known;
    }
    // Where the pods run is told by both together: what one has is to be missed in the other.
    both ??= before.mergedWith(after);
    return [sameClient(clientOfSelector(both, selector, namespace))];
  });
  return distinct(pairs);
}

/** Gateways without a selector are everybody's: the pods that others select are enough of them. */
function selected(mesh: Mesh, selector: TextMap): readonly Workload[] {
  return Object.keys(selector).length === 0 ? [] : mesh.workloads.selectedAnywhere(selector);
}

function ofWorkload({ labels, namespace }: Workload): Client {
  return Client.outside(labels, namespace);
}
