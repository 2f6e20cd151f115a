import { byText } from '../../kernel/text-order';
import { addTo } from '../../mesh/lists';
import { GraphEdge } from '../graph-edge';
import { GraphNode } from '../graph-node';
import { NodeKind } from '../node-kind';
import { GraphParts } from './select-nodes';

/** What belongs to no namespace of its own, so that it is drawn in any case. */
const ALWAYS: ReadonlySet<NodeKind> = new Set([NodeKind.CLIENT, NodeKind.GATEWAY]);
const PLURALS: readonly (readonly [NodeKind, string, string])[] = [
  [NodeKind.VIRTUAL_SERVICE, 'VirtualService', 'VirtualServices'],
  [NodeKind.SERVICE, 'service', 'services'],
  [NodeKind.EXTERNAL_SERVICE, 'external service', 'external services'],
  [NodeKind.WORKLOAD, 'workload', 'workloads'],
  [NodeKind.CREDENTIAL, 'credential', 'credentials'],
];
const OTHERS = 'namespaces:others';

/** Draws a namespace as one box each, but for those that are expanded; and beyond a number of boxes all further ones as one. */
export function collapse(parts: GraphParts, expanded: readonly string[], limit: number): GraphParts {
  const owners = ownersOf(parts);
  const groups = new Map<string, GraphNode[]>();
  for (const node of parts.nodes) {
    const namespace = owners.get(node.id) ?? '';
    if (!ALWAYS.has(node.kind) && namespace !== '' && !expanded.includes(namespace)) {
      addTo(groups, namespace, node);
    }
  }
  const idOf = new Map<string, string>();
  const boxes = [...groups].map(([namespace, nodes]) => namespaceBox(namespace, nodes));
  const shown = boxes.sort(byImportance).slice(0, boxes.length > limit ? limit - 1 : limit);
  const rest = boxes.slice(shown.length);
  const others = rest.length === 0 ? [] : [othersBox(rest, groups)];
  const restIds = new Set(rest.map(({ id }) => id));
  const servers = new Map<string, number>();
  for (const [namespace, nodes] of groups) {
    const id = `namespace:${namespace}`;
    for (const { id: own, kind, parent } of nodes) {
      if (kind === NodeKind.SERVER && parent !== undefined) {
        idOf.set(own, parent);
        servers.set(parent, (servers.get(parent) ?? 0) + 1);
      } else {
        idOf.set(own, restIds.has(id) ? OTHERS : id);
      }
    }
  }
  const kept = parts.nodes
    .filter(({ id }) => !idOf.has(id))
    .map((node) => withServers(node, servers.get(node.id) ?? 0));
  return {
    nodes: [...kept, ...shown.sort((a, b) => byText(a.id, b.id)), ...others],
    edges: mergedEdges(parts.edges, (id) => idOf.get(id) ?? id),
  };
}

/** The namespace that a node goes with; what has none goes with what leads to it. */
function ownersOf({ nodes, edges }: GraphParts): Map<string, string> {
  const owners = new Map(nodes.filter(({ namespace }) => namespace !== '').map(({ id, namespace }) => [id, namespace]));
  for (const { id, parent } of nodes) {
    if (!owners.has(id) && parent !== undefined) {
      owners.set(id, owners.get(parent) ?? '');
    }
  }
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  for (const { from, to } of edges) {
    if (!owners.has(to) && kinds.get(to) !== NodeKind.CLIENT) {
      owners.set(to, owners.get(from) ?? '');
    }
  }
  return owners;
}

function namespaceBox(namespace: string, nodes: readonly GraphNode[]): GraphNode {
  return {
    id: `namespace:${namespace}`,
    kind: NodeKind.NAMESPACE,
    title: namespace,
    namespace,
    details: countTexts(nodes),
    hosts: [...new Set(nodes.flatMap(({ hosts }) => hosts))].sort(byText),
    labels: {},
    isAssumed: nodes.every(({ isAssumed }) => isAssumed),
    places: [],
    findings: nodes.flatMap(({ findings }) => findings),
  };
}

/** A gateway with the servers that are not drawn one by one. */
function withServers(gateway: GraphNode, count: number): GraphNode {
  return count === 0 ? gateway : { ...gateway, details: [...gateway.details, `${count} servers of namespaces`] };
}

function othersBox(boxes: readonly GraphNode[], groups: ReadonlyMap<string, readonly GraphNode[]>): GraphNode {
  const nodes = boxes.flatMap(({ namespace }) => groups.get(namespace) ?? []);
  return { ...namespaceBox('', nodes), id: OTHERS, title: `${boxes.length} more namespaces` };
}

function countTexts(nodes: readonly GraphNode[]): string[] {
  return PLURALS.flatMap(([kind, one, many]) => {
    const count = nodes.filter((node) => node.kind === kind).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
}

/** Those with findings first, then the large ones. */
function byImportance(a: GraphNode, b: GraphNode): number {
  return b.findings.length - a.findings.length || b.hosts.length - a.hosts.length || byText(a.namespace, b.namespace);
}

function mergedEdges(edges: readonly GraphEdge[], idOf: (id: string) => string): GraphEdge[] {
  const merged = new Map<string, { edge: GraphEdge; count: number }>();
  for (const edge of edges) {
    const [from, to] = [idOf(edge.from), idOf(edge.to)];
    if (from === to) {
      continue;
    }
    const id = `${edge.kind}:${from}->${to}`;
    const known = merged.get(id);
    merged.set(
      id,
      known === undefined ? { edge: { ...edge, id, from, to }, count: 1 } : { ...known, count: known.count + 1 },
    );
  }
  return [...merged.values()]
    .map(({ edge, count }) => (count === 1 ? edge : { ...edge, label: '' }))
    .sort((a, b) => byText(a.id, b.id));
}
