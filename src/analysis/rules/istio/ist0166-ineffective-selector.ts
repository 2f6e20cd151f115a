import {
  AUTHORIZATION_POLICY,
  KUBERNETES_GATEWAY,
  POD,
  REQUEST_AUTHENTICATION,
  TELEMETRY,
  WASM_PLUGIN,
} from '../../../mesh/kinds';
import { addTo } from '../../../mesh/lists';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { selects } from '../../../mesh/semantics/selector';
import { TextMap, textsAt } from '../../../mesh/wire/json';
import { byText } from '../../order';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

/** Policies that select the pods of a Gateway of the Gateway API by labels. */
export const INEFFECTIVE_SELECTOR: Rule = {
  code: 'IST0166',
  name: 'IneffectiveSelector',
  severity: Severity.WARNING,
  summary: 'A policy selects the pods of a Gateway of the Gateway API by their labels.',
  explanation:
    'The pods and labels of such a Gateway are made by istiod, which may make others; a policy is attached to it by `targetRefs`. With `ENABLE_SELECTOR_BASED_K8S_GATEWAY_POLICY` turned off, istiod passes over the selector, and the policy protects nothing; a waypoint never looks at selectors.',
  fix: 'Name the Gateway in `targetRefs`, and leave out the `selector`.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0166/',
  inputs: [AUTHORIZATION_POLICY, KUBERNETES_GATEWAY, POD, REQUEST_AUTHENTICATION, TELEMETRY, WASM_PLUGIN],
  check: (mesh, report) => {
    const pods = gatewayPods(mesh);
    const policies = [AUTHORIZATION_POLICY, REQUEST_AUTHENTICATION, TELEMETRY, WASM_PLUGIN];
    for (const object of policies.flatMap((kind): readonly MeshObject<Selecting>[] => mesh.all<Selecting>(kind))) {
      const { selector, targetRef, targetRefs = [] } = object.spec;
      if (object.isAssumed || selector === undefined || targetRef !== undefined || targetRefs.length > 0) {
        continue;
      }
      const selected = (pods.get(object.namespace) ?? []).filter((labels) =>
        selects(selector.matchLabels ?? {}, labels),
      );
      const names = [...new Set(selected.map((labels) => labels[GATEWAY_NAME]))].sort(byText);
      if (names.length > 0) {
        report({
          object,
          path: ['spec', 'selector'],
          message: `${object.title} selects the pods of Gateway ${names.join(', ')} by their labels, and not by targetRefs`,
        });
      }
    }
  },
};

/** What these policies have in common. */
interface Selecting {
  readonly selector?: { readonly matchLabels?: TextMap };
  readonly targetRef?: unknown;
  readonly targetRefs?: readonly unknown[];
}

/** The labels of the pods of Gateways by their namespace: of pods that are there, and what istiod certainly gives to those that it makes. */
function gatewayPods(mesh: Mesh): ReadonlyMap<string, readonly TextMap[]> {
  const found = new Map<string, TextMap[]>();
  for (const { namespace, labels } of mesh.all(POD)) {
    if (Object.hasOwn(labels, GATEWAY_NAME)) {
      addTo(found, namespace, labels);
    }
  }
  for (const { namespace, name, spec } of mesh.all(KUBERNETES_GATEWAY)) {
    addTo(found, namespace, { ...textsAt(spec, 'infrastructure', 'labels'), [GATEWAY_NAME]: name });
  }
  return found;
}
