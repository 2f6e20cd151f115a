import { byText } from '../../kernel/text-order';
import { redactKeys } from '../../kernel/redact-keys';
import { ManifestPlace } from '../../mesh/manifest-place';
import { MeshObject } from '../../mesh/mesh-object';
import { TextMap } from '../../mesh/wire/json';
import { DiagramFinding } from '../diagram-finding';
import { EdgeKind } from '../edge-kind';
import { GraphEdge } from '../graph-edge';
import { GraphNode } from '../graph-node';
import { NodeKind } from '../node-kind';

/** What is said of a node when it is added. */
export interface NodeFacts {
  readonly id: string;
  readonly kind: NodeKind;
  readonly title: string;
  readonly details?: readonly string[];
  readonly parent?: string;
  /** Its place among the rows of its parent. */
  readonly row?: number;
  readonly namespace?: string;
  readonly hosts?: readonly string[];
  readonly labels?: TextMap;
  readonly isAssumed?: boolean;
  readonly problem?: string;
}

interface Draft extends Required<Omit<NodeFacts, 'parent' | 'problem'>> {
  readonly parent?: string;
  readonly places: ManifestPlace[];
  readonly findings: DiagramFinding[];
  problem?: string;
}

/** From what sends to what is sent to. */
const ORDER = Object.values(NodeKind);

/** Collects nodes and edges; each once, whoever adds it. */
export class GraphBuilder {
  private readonly drafts = new Map<string, Draft>();
  private readonly found = new Map<string, GraphEdge>();

  /** Adds a node, unless it is there; says whether it was not. */
  public add(facts: NodeFacts, ...places: readonly ManifestPlace[]): boolean {
    if (this.drafts.has(facts.id)) {
      return false;
    }
    const { id, title, details = [], hosts = [], labels = {}, problem } = facts;
    // People put keys into the fields beside.
    const shown = {
      title: redactKeys(title),
      details: details.map(redactKeys),
      hosts: hosts.map(redactKeys),
      labels: Object.fromEntries(Object.entries(labels).map(([label, value]) => [label, redactKeys(value)])),
      ...(problem === undefined ? {} : { problem: redactKeys(problem) }),
    };
    const given = { details: [], row: 0, namespace: '', hosts: [], labels: {}, isAssumed: false };
    this.drafts.set(id, { ...given, ...facts, ...shown, places: [...places], findings: [] });
    return true;
  }

  /** Says what else a node draws. */
  public addPlace(id: string, place: ManifestPlace): void {
    const { places } = this.draft(id);
    if (!places.some((each) => placeKey(each) === placeKey(place))) {
      places.push(place);
    }
  }

  /** Says why requests can't get to a node, or not any further. */
  public setProblem(id: string, problem: string): void {
    this.draft(id).problem ??= redactKeys(problem);
  }

  public addFinding(id: string, finding: DiagramFinding): void {
    this.draft(id).findings.push(finding);
  }

  /** Adds an edge; labels of edges that are otherwise equal are joined. */
  public connect(from: string, to: string, kind: EdgeKind, label = ''): void {
    const id = `${kind}:${from}->${to}`;
    const known = this.found.get(id);
    const labels = new Set([known?.label ?? '', label].flatMap((each) => (each === '' ? [] : each.split(', '))));
    this.found.set(id, { id, kind, from, to, label: [...labels].sort(byText).join(', ') });
  }

  public has(id: string): boolean {
    return this.drafts.has(id);
  }

  /** Whether some edge leads to a node. */
  public isReached(id: string): boolean {
    this.reached ??= new Set();
    for (const { to } of [...this.found.values()].slice(this.looked)) {
      this.reached.add(to);
    }
    this.looked = this.found.size;
    return this.reached.has(id);
  }

  private reached: Set<string> | undefined;
  private looked = 0;

  /** The nodes with what they draw. */
  public get nodesWithPlaces(): Iterable<Pick<Draft, 'id' | 'places'>> {
    return this.drafts.values();
  }

  /** What was added, in an order that depends on nothing else. */
  public finish(): { nodes: GraphNode[]; edges: GraphEdge[] } {
    const nodes = [...this.drafts.values()].sort(
      (a, b) =>
        ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
        byText(a.parent ?? '', b.parent ?? '') ||
        a.row - b.row ||
        byText(a.id, b.id),
    );
    return {
      nodes: nodes.map(({ id, parent, row: _row, details, hosts, labels, places, findings, ...rest }) => ({
        ...rest,
        id: redactKeys(id),
        ...(parent === undefined ? {} : { parent: redactKeys(parent) }),
        details: [...details],
        hosts: [...hosts].sort(byText),
        labels: { ...labels },
        places: [...places].sort((a, b) => byText(placeKey(a), placeKey(b))),
        findings: [...findings].sort((a, b) => byText(findingKey(a), findingKey(b))),
      })),
      edges: [...this.found.values()].map(redactedEdge).sort((a, b) => byText(a.id, b.id)),
    };
  }

  private draft(id: string): Draft {
    const draft = this.drafts.get(id);
    if (draft === undefined) {
      throw new Error(`The graph has no node ${id}`);
    }
    return draft;
  }
}

function redactedEdge(edge: GraphEdge): GraphEdge {
  return { ...edge, id: redactKeys(edge.id), from: redactKeys(edge.from), to: redactKeys(edge.to) };
}

/** The place of a field of an object, or of all of it. Without file and line, which cost time and depend on where it was read. */
export function placeIn({ kind, group, namespace, name }: MeshObject, field?: string): ManifestPlace {
  return { kind, group, namespace, name, ...(field === undefined ? {} : { field }) };
}

/** Equal for equal places. */
export function placeKey({ kind, group, namespace, name, field = '' }: ManifestPlace): string {
  return `${group}/${kind}/${namespace}/${name} ${field}`;
}

function findingKey({ code, message, place }: DiagramFinding): string {
  return `${code} ${placeKey(place)} ${message}`;
}
