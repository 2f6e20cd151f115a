import { addTo } from '../../mesh/lists';
import { GraphNode } from '../graph-node';
import { MeshGraph } from '../mesh-graph';
import { NodeKind } from '../node-kind';

/** A node that stands for itself, with the nodes that are rows of it. */
export interface Box {
  readonly node: GraphNode;
  readonly rows: readonly GraphNode[];
}

/** The boxes of a graph, in its order. */
export function boxesOf({ nodes }: MeshGraph): readonly Box[] {
  const rows = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    if (node.parent !== undefined) {
      addTo(rows, node.parent, node);
    }
  }
  return nodes.filter(({ parent }) => parent === undefined).map((node) => ({ node, rows: rows.get(node.id) ?? [] }));
}

const CAPTIONS: { readonly [kind in NodeKind]: string } = {
  [NodeKind.CLIENT]: 'client',
  [NodeKind.GATEWAY]: 'gateway pods',
  [NodeKind.SERVER]: 'server',
  [NodeKind.CREDENTIAL]: 'credential',
  [NodeKind.VIRTUAL_SERVICE]: 'VirtualService',
  [NodeKind.ROUTE]: 'route',
  [NodeKind.ANSWER]: 'answered by the proxy',
  [NodeKind.SERVICE]: 'service',
  [NodeKind.EXTERNAL_SERVICE]: 'outside of the mesh',
  [NodeKind.SUBSET]: 'subset',
  [NodeKind.WORKLOAD]: 'workload',
  [NodeKind.MISSING]: 'not there',
  [NodeKind.OBJECT]: 'object',
  [NodeKind.NAMESPACE]: 'namespace',
};

/** What kind of thing a node is, and where it lies. */
export function captionOf({ kind, namespace, isAssumed }: GraphNode): string {
  const where = namespace === '' || kind === NodeKind.NAMESPACE ? '' : ` in ${namespace}`;
  return CAPTIONS[kind] + where + (isAssumed ? ', assumed' : '');
}

/** What is wrong with a node, short: why requests do not get there, and the codes of findings. */
export function troubles({ problem, findings }: GraphNode): readonly string[] {
  const codes = [...new Set(findings.map(({ code }) => code))];
  return [...(problem === undefined ? [] : [problem]), ...(codes.length === 0 ? [] : [codes.join(' ')])];
}

/** How bad it is: the worst of what was found. */
export function severityOf({ problem, findings }: GraphNode): 'error' | 'warning' | 'none' {
  if (findings.some(({ severity }) => severity === 'error')) {
    return 'error';
  }
  return findings.length > 0 || problem !== undefined ? 'warning' : 'none';
}
