import { byText } from '../../kernel/text-order';
import { addTo } from '../../mesh/lists';
import { GraphEdge } from '../graph-edge';
import { GraphNode } from '../graph-node';
import { MeshGraph } from '../mesh-graph';
import { Box, boxesOf, captionOf, troubles } from './boxes';
import { fitted, textWidth } from './text-width';

/** A line of text in a box. */
export interface PlacedLine {
  readonly text: string;
  readonly style: 'caption' | 'title' | 'detail' | 'trouble' | 'name';
  readonly size: number;
  /** Its base line, from the top of the box. */
  readonly y: number;
}

/** A row of a box. */
export interface PlacedRow {
  readonly node: GraphNode;
  readonly top: number;
  readonly height: number;
  readonly lines: readonly PlacedLine[];
}

/** A box with its place. */
export interface PlacedBox {
  readonly node: GraphNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly PlacedLine[];
  readonly rows: readonly PlacedRow[];
}

/** A point of a picture. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An edge with its way. */
export interface PlacedEdge {
  readonly edge: GraphEdge;
  readonly points: readonly Point[];
  /** The middle of its label. */
  readonly label: Point;
}

/** A graph with the place of everything. */
export interface PlacedGraph {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PlacedBox[];
  readonly edges: readonly PlacedEdge[];
}

/** What is needed of dagre, whose own types name their files as only bundlers do. */
interface Dagre {
  readonly Graph: new (options: { readonly multigraph: boolean; readonly directed: boolean }) => Plan;
  layout(plan: Plan, options: { readonly constraints: readonly { left: string; right: string }[] }): void;
}

interface Plan {
  setGraph(settings: object): void;
  setNode(id: string, size: object): void;
  setEdge(from: string, to: string, size: object, id: string): void;
  node(id: string): Partial<Point>;
  edge(from: string, to: string, id: string): Partial<Point> & { readonly points?: readonly Point[] };
  graph(): { readonly width?: number; readonly height?: number };
}

const SIZES = { caption: 10, title: 13, detail: 11, trouble: 11, name: 12 };
const LINE = 1.38;
export const PADDING = 12;
const WIDEST = 300;
const NARROWEST = 96;
const MARGIN = 24;
export const LABEL_SIZE = 11;

/** Says where everything of a graph goes, from left to right as requests do. */
export function layOut(graph: MeshGraph): PlacedGraph {
  const dagre = require('@dagrejs/dagre') as Dagre;
  const sized = boxesOf(graph).map(sizedBox);
  const boxOf = new Map(
    sized.flatMap((box) => [[box.node.id, box], ...box.rows.map((row) => [row.node.id, box] as const)] as const),
  );
  const plan = new dagre.Graph({ multigraph: true, directed: true });
  plan.setGraph({ rankdir: 'LR', nodesep: 22, ranksep: 56, edgesep: 14, marginx: MARGIN, marginy: MARGIN });
  sized.forEach(({ node, width, height }) => plan.setNode(node.id, { width, height }));
  for (const { id, from, to, label } of graph.edges) {
    const size = label === '' ? { width: 0, height: 0 } : { width: labelWidth(label) + 8, height: LABEL_SIZE * LINE };
    plan.setEdge(boxOf.get(from)?.node.id ?? from, boxOf.get(to)?.node.id ?? to, { ...size, labelpos: 'c' }, id);
  }
  dagre.layout(plan, { constraints: orderOfTargets(sized, graph.edges) });
  const boxes = sized.map((box) => {
    const { x = 0, y = 0 } = plan.node(box.node.id);
    return { ...box, x: x - box.width / 2, y: y - box.height / 2 };
  });
  const placed = new Map(
    boxes.flatMap((box) => [[box.node.id, box], ...box.rows.map((row) => [row.node.id, box] as const)] as const),
  );
  const columns = columnsOf(boxes);
  const drafts = graph.edges.flatMap((edge) => {
    const [from, to] = [placed.get(edge.from), placed.get(edge.to)];
    if (from === undefined || to === undefined) {
      return [];
    }
    const { points = [], x, y } = plan.edge(from.node.id, to.node.id, edge.id);
    const label = x === undefined || y === undefined ? undefined : { x, y };
    return placedEdge(edge, from, to, points.slice(1, -1), label, columns);
  });
  const labels = untangled(drafts, (id) => placed.get(id)?.node.id ?? id);
  const edges = drafts.map((draft) => movedTo(draft, labels.get(draft.edge) ?? draft.label));
  const { width = 0, height = 0 } = plan.graph();
  return { width: Math.max(width, 2 * MARGIN), height: Math.max(height, 2 * MARGIN), boxes, edges };
}

/** What only the rows of one box lead to stands in the order of these rows. */
function orderOfTargets(boxes: readonly PlacedBox[], edges: readonly GraphEdge[]): { left: string; right: string }[] {
  const places = new Map(
    boxes.flatMap(({ node, rows }) => [
      [node.id, { box: node.id, row: -1 }] as const,
      ...rows.map((row, index) => [row.node.id, { box: node.id, row: index }] as const),
    ]),
  );
  const sources = new Map<string, { box: string; row: number }[]>();
  for (const { from, to } of edges) {
    const [source, target] = [places.get(from), places.get(to)];
    if (source !== undefined && target !== undefined && target.box !== source.box) {
      addTo(sources, target.box, source);
    }
  }
  const byBox = new Map<string, { target: string; row: number }[]>();
  for (const [target, all] of sources) {
    if (all.every(({ box }) => box === all[0].box)) {
      addTo(byBox, all[0].box, { target, row: all.reduce((sum, { row }) => sum + row, 0) / all.length });
    }
  }
  return [...byBox.values()].flatMap((targets) => {
    const sorted = targets.sort((a, b) => a.row - b.row || byText(a.target, b.target));
    return sorted.slice(1).map(({ target }, index) => ({ left: sorted[index].target, right: target }));
  });
}

/** The labels of edges between the same boxes, in the order of the rows that these lead to. */
function untangled(edges: readonly PlacedEdge[], boxOf: (id: string) => string): ReadonlyMap<GraphEdge, Point> {
  const groups = new Map<string, PlacedEdge[]>();
  edges.forEach((each) => addTo(groups, `${boxOf(each.edge.from)} ${boxOf(each.edge.to)}`, each));
  return new Map(
    [...groups.values()].flatMap((group) => {
      const labels = group.map(({ label }) => label).sort((a, b) => a.y - b.y);
      const ends = [...group].sort((a, b) => endOf(a) - endOf(b));
      return ends.map(({ edge }, index) => [edge, labels[index]] as const);
    }),
  );
}

function movedTo(placed: PlacedEdge, label: Point): PlacedEdge {
  const points = placed.points.map((point) => (point === placed.label ? label : point));
  return { ...placed, points, label };
}

function endOf({ points }: PlacedEdge): number {
  return (points.at(-1)?.y ?? 0) + (points.at(0)?.y ?? 0) / 1000;
}

/** How wide the label of an edge is. */
export function labelWidth(label: string): number {
  return Math.min(textWidth(label, LABEL_SIZE), WIDEST);
}

function sizedBox({ node, rows }: Box): PlacedBox {
  const head = [
    { text: captionOf(node), style: 'caption' as const },
    { text: node.title, style: 'title' as const },
    ...furtherLines(node),
  ];
  const all = [head, ...rows.map((row) => [{ text: row.title, style: 'name' as const }, ...furtherLines(row)])];
  const widest = Math.max(...all.flat().map(({ text, style }) => textWidth(text, SIZES[style], style === 'title')));
  const width = Math.min(Math.max(Math.ceil(widest * 1.04), NARROWEST), WIDEST) + 2 * PADDING;
  let top = 0;
  const [lines, ...inRows] = all.map((texts) => {
    const block = placedLines(texts, top, width - 2 * PADDING);
    const placed = { top, height: block.height, lines: block.lines };
    top += block.height;
    return placed;
  });
  return {
    node,
    x: 0,
    y: 0,
    width,
    height: top,
    lines: lines.lines,
    rows: inRows.map((each, index) => ({ ...each, node: rows[index] })),
  };
}

function furtherLines(node: GraphNode): readonly Pick<PlacedLine, 'text' | 'style'>[] {
  return [
    ...node.details.map((text) => ({ text, style: 'detail' as const })),
    ...troubles(node).map((text) => ({ text: `⚠ ${text}`, style: 'trouble' as const })),
  ];
}

function placedLines(texts: readonly Pick<PlacedLine, 'text' | 'style'>[], top: number, width: number) {
  const gap = 8;
  let y = top + gap;
  const lines = texts.map(({ text, style }): PlacedLine => {
    const size = SIZES[style];
    y += size * LINE;
    return { text: fitted(text, width, size, style === 'title'), style, size, y: y - size * (LINE - 1) };
  });
  return { lines, height: Math.ceil(y - top + gap - 2) };
}

function placedEdge(
  edge: GraphEdge,
  from: PlacedBox,
  to: PlacedBox,
  inner: readonly Point[],
  label: Point | undefined,
  columns: Columns,
): PlacedEdge {
  const sign = to.x + to.width < from.x ? -1 : 1;
  // Level as long as it is in a column of boxes, so that it runs into none of them.
  const along = ({ x, y }: Point): readonly Point[] => {
    const half = ((columns.get(Math.round(x)) ?? 0) / 2) * sign;
    return half === 0
      ? [{ x, y }]
      : [
          { x: x - half, y },
          { x: x + half, y },
        ];
  };
  const [first, last] = [from, to].map((box) => box.x + box.width / 2);
  const start = { x: first + (from.width / 2) * sign, y: heightOf(from, edge.from) };
  const end = { x: last - (to.width / 2) * sign, y: heightOf(to, edge.to) };
  const isLabel = ({ x, y }: Point) => edge.label !== '' && x === label?.x && y === label.y;
  const points = [
    start,
    ...along({ x: first, y: start.y }).slice(1),
    // Every other point lies between two columns, where only labels are.
    ...inner.flatMap((point, index) => (isLabel(point) ? [label ?? point] : index % 2 === 1 ? along(point) : [])),
    ...along({ x: last, y: end.y }).slice(0, 1),
    end,
  ];
  return { edge, points, label: label ?? points[Math.floor(points.length / 2)] };
}

/** The greatest width of the boxes in a column, by the middle of the column. */
type Columns = ReadonlyMap<number, number>;

function columnsOf(boxes: readonly PlacedBox[]): Columns {
  const columns = new Map<number, number>();
  for (const { x, width } of boxes) {
    const middle = Math.round(x + width / 2);
    columns.set(middle, Math.max(columns.get(middle) ?? 0, width));
  }
  return columns;
}

/** Where edges meet a box: beside its row, or beside its title. */
function heightOf({ node, y, height, rows, lines }: PlacedBox, id: string): number {
  const row = rows.find((each) => each.node.id === id);
  if (row !== undefined) {
    return y + row.top + row.height / 2;
  }
  return rows.length === 0 || node.id !== id ? y + height / 2 : y + (lines[1]?.y ?? height / 2) - 4;
}
