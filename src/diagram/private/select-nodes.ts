import { addTo } from '../../mesh/lists';
import { hostsOverlap } from '../../mesh/semantics/host-match';
import { GraphEdge } from '../graph-edge';
import { GraphNode } from '../graph-node';
import { NodeKind } from '../node-kind';

/** Nodes and edges. */
export interface GraphParts {
  readonly nodes: GraphNode[];
  readonly edges: GraphEdge[];
}

/** What a part of a graph is chosen by. */
export interface Selection {
  readonly namespaces?: readonly string[];
  readonly hosts?: readonly string[];
  /** Nodes by their ids. */
  readonly ids?: readonly string[];
}

/** Everybody goes through them, so they say nothing of where a request goes. */
const SHARED: ReadonlySet<NodeKind> = new Set([NodeKind.CLIENT, NodeKind.GATEWAY, NodeKind.SERVER]);

/** The nodes that are chosen, those that lead to them, and those that they lead to. */
export function selectNodes(parts: GraphParts, { namespaces, hosts, ids }: Selection): GraphParts {
  if (namespaces === undefined && hosts === undefined && ids === undefined) {
    return parts;
  }
  const wanted = hosts?.map((host) => host.toLowerCase());
  const isChosen = (node: GraphNode): boolean =>
    (ids === undefined || ids.includes(node.id)) &&
    (namespaces === undefined || namespaces.includes(node.namespace)) &&
    (wanted === undefined ||
      (!(SHARED.has(node.kind) && wanted.some(() => node.hosts.includes('*'))) &&
        node.hosts.some((host) => wanted.some((each) => hostsOverlap(host.toLowerCase(), each)))));
  const seeds = parts.nodes.filter(isChosen);
  const kept = new Set(seeds.map(({ id }) => id));
  const links = new Links(parts);
  const forward = new Set(seeds.filter(({ kind }) => !SHARED.has(kind)).map(({ id }) => id));
  spread(forward, (id) => links.after(id));
  const backward = new Set(kept);
  spread(backward, (id) => links.before(id));
  const shown = new Set([...kept, ...forward, ...backward]);
  // A row never stands without its box.
  parts.nodes.forEach(({ id, parent }) => shown.has(id) && parent !== undefined && shown.add(parent));
  return {
    nodes: parts.nodes.filter(({ id }) => shown.has(id)),
    edges: parts.edges.filter(({ from, to }) => shown.has(from) && shown.has(to)),
  };
}

function spread(reached: Set<string>, next: (id: string) => Iterable<string>): void {
  // A set that grows while it is walked is walked to its new end.
  for (const id of reached) {
    for (const each of next(id)) {
      reached.add(each);
    }
  }
}

/** Which nodes lead to which; a box leads to its rows, but for the servers of a gateway, which have nothing to do with each other. */
class Links {
  private readonly forward = new Map<string, string[]>();
  private readonly backward = new Map<string, string[]>();

  constructor({ nodes, edges }: GraphParts) {
    for (const { id, parent, kind } of nodes) {
      if (parent !== undefined && kind !== NodeKind.SERVER) {
        this.add(parent, id);
      }
    }
    edges.forEach(({ from, to }) => this.add(from, to));
  }

  public after(id: string): readonly string[] {
    return this.forward.get(id) ?? [];
  }

  public before(id: string): readonly string[] {
    return this.backward.get(id) ?? [];
  }

  private add(from: string, to: string): void {
    addTo(this.forward, from, to);
    addTo(this.backward, to, from);
  }
}
