import { withServersOfNamedGateways } from '../mesh/index/named-gateways';
import { Mesh } from '../mesh/mesh';
import { GraphEdge } from './graph-edge';
import { GraphNode } from './graph-node';
import { GraphOptions } from './graph-options';
import { collapse } from './private/collapse';
import { drawFindings } from './private/draw-findings';
import { drawMesh } from './private/draw-mesh';
import { GraphBuilder } from './private/graph-builder';
import { GraphParts, selectNodes } from './private/select-nodes';

const BOX_LIMIT = 120;

/**
 * A mesh as nodes and edges: who sends requests, the pods of gateways with their servers, VirtualServices with their routes, services with
 * their subsets, and what runs behind them. It says of routing what the simulation says, and is the same for the same mesh, in whatever
 * order its objects are read.
 */
export class MeshGraph {
  /** The graph of a mesh, or of the part of it that the options choose. */
  public static of(mesh: Mesh, options: GraphOptions = {}): MeshGraph {
    const builder = new GraphBuilder();
    drawMesh(mesh.derive(withServersOfNamedGateways), builder);
    drawFindings(options.findings ?? [], builder);
    return new MeshGraph(builder.finish()).select(options);
  }

  /** All nodes, senders before receivers; the rows of a box in their order. */
  public readonly nodes: GraphNode[];
  /** All edges, by their ids. */
  public readonly edges: GraphEdge[];
  private readonly byId: ReadonlyMap<string, GraphNode>;

  private constructor({ nodes, edges }: GraphParts) {
    this.nodes = nodes;
    this.edges = edges;
    this.byId = new Map(nodes.map((node) => [node.id, node]));
  }

  /** The node of an id; undefined where there is none. */
  public node(id: string): GraphNode | undefined {
    return this.byId.get(id);
  }

  /** Some nodes and the ways to and from them. @internal */
  public _around(ids: readonly string[]): MeshGraph {
    return new MeshGraph(selectNodes(this, { ids }));
  }

  /** Some nodes and the edges between them. @internal */
  public _only(ids: ReadonlySet<string>): MeshGraph {
    return new MeshGraph({
      nodes: this.nodes.filter(({ id }) => ids.has(id)),
      edges: this.edges.filter(({ from, to }) => ids.has(from) && ids.has(to)),
    });
  }

  /** A part of this graph; findings are those that it has already. */
  public select(options: GraphOptions): MeshGraph {
    const selected = selectNodes(this, options);
    const limit = options.boxLimit ?? BOX_LIMIT;
    const boxes = selected.nodes.filter(({ parent }) => parent === undefined).length;
    return boxes <= limit && selected === (this as GraphParts)
      ? this
      : new MeshGraph(boxes <= limit ? selected : collapse(selected, options.expandedNamespaces ?? [], limit));
  }
}
