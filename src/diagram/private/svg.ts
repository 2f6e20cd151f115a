import { EdgeKind } from '../edge-kind';
import { GraphNode } from '../graph-node';
import { MeshGraph } from '../mesh-graph';
import { captionOf, severityOf, troubles } from './boxes';
import {
  LABEL_SIZE,
  labelWidth,
  layOut,
  PADDING,
  PlacedBox,
  PlacedEdge,
  PlacedGraph,
  PlacedLine,
  PlacedRow,
  Point,
} from './layout';
import { element, Markup, markupText } from './markup';
import { printable } from './mermaid';
import { SVG_STYLE } from './svg-style';
import { fitted, textWidth } from './text-width';

const RADIUS = 7;
const MARK = 4;
const LEGEND_HEIGHT = 34;
const LEGEND: { readonly [kind in EdgeKind]: string } = {
  [EdgeKind.TRAFFIC]: 'requests',
  [EdgeKind.MIRROR]: 'copies of requests',
  [EdgeKind.FAULT]: 'injected fault',
  [EdgeKind.DELEGATE]: 'delegates',
  [EdgeKind.CREDENTIAL]: 'certificate',
};

/** A graph as an SVG that stands for itself. */
export function svgOf(graph: MeshGraph, title: string): string {
  const placed = layOut(graph);
  const legend = legendOf(graph);
  const width = Math.max(placed.width, legend.width);
  const height = placed.height + LEGEND_HEIGHT;
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'mesh',
      role: 'img',
      'aria-labelledby': 'mesh-title mesh-description',
      width: Math.ceil(width),
      height: Math.ceil(height),
      viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`,
    },
    element('title', { id: 'mesh-title' }, title),
    element('desc', { id: 'mesh-description' }, descriptionOf(graph)),
    element('style', {}, SVG_STYLE),
    element('rect', { class: 'ground', width: '100%', height: '100%' }),
    ...pictureOf(placed),
    element('g', { class: 'legend', transform: `translate(0 ${round(placed.height)})` }, ...legend.parts),
  );
  return `${markupText(svg)}\n`;
}

/** What of a picture is the same in a page: arrow heads, edges, boxes. */
export function pictureOf({ boxes, edges }: PlacedGraph): readonly Markup[] {
  return [
    element(
      'defs',
      {},
      element(
        'marker',
        {
          id: 'arrow',
          viewBox: '0 0 8 8',
          refX: 7,
          refY: 4,
          markerUnits: 'userSpaceOnUse',
          markerWidth: 9,
          markerHeight: 9,
          orient: 'auto-start-reverse',
        },
        element('path', { d: 'M0 0.5 8 4 0 7.5z' }),
      ),
    ),
    ...edges.map(edgeMarkup),
    ...boxes.map(boxMarkup),
  ];
}

/** A graph in words, for those who do not see it. */
function descriptionOf({ nodes, edges }: MeshGraph): string {
  const names = new Map(nodes.map((node) => [node.id, nameOf(node, nodes)]));
  const ways = edges.map(({ kind, from, to, label }) => {
    const what = kind === EdgeKind.TRAFFIC ? '' : ` (${LEGEND[kind]})`;
    return `${names.get(from) ?? ''} to ${names.get(to) ?? ''}${label === '' ? '' : ` ${label}`}${what}`;
  });
  const most = 100;
  const more = ways.length > most ? `, and ${ways.length - most} more` : '';
  return ways.length === 0 ? 'Nothing is connected.' : `${ways.slice(0, most).join('; ')}${more}.`;
}

function nameOf(node: GraphNode, nodes: readonly GraphNode[]): string {
  const parent = node.parent === undefined ? undefined : nodes.find(({ id }) => id === node.parent);
  return parent === undefined ? `${captionOf(node)} ${node.title}` : `${node.title} of ${parent.title}`;
}

function boxMarkup({ node, x, y, width, height, lines, rows }: PlacedBox): Markup {
  return element(
    'g',
    { class: classOf('box', node), 'data-id': node.id, transform: `translate(${round(x)} ${round(y)})` },
    element('title', {}, tooltipOf(node)),
    element('rect', { class: 'frame', width, height, rx: RADIUS }),
    element('path', {
      class: 'mark',
      d: `M${RADIUS} 0h${MARK - RADIUS + 2}v${height}h${RADIUS - MARK - 2}a${RADIUS} ${RADIUS} 0 0 1-${RADIUS}-${RADIUS}v${2 * RADIUS - height}a${RADIUS} ${RADIUS} 0 0 1 ${RADIUS}-${RADIUS}z`,
    }),
    ...lines.map(lineMarkup),
    ...rows.map((row) => rowMarkup(row, width)),
  );
}

function rowMarkup({ node, top, height, lines }: PlacedRow, width: number): Markup {
  return element(
    'g',
    { class: classOf('row', node), 'data-id': node.id },
    element('title', {}, tooltipOf(node)),
    element('line', { class: 'rule', x1: RADIUS, x2: width, y1: top, y2: top }),
    element('rect', { class: 'frame', x: RADIUS, y: top + 1, width: width - RADIUS - 1, height: height - 2, rx: 3 }),
    ...lines.map(lineMarkup),
  );
}

function classOf(what: 'box' | 'row', node: GraphNode): string {
  const severity = severityOf(node);
  return [what, node.kind, ...(severity === 'none' ? [] : [severity]), ...(node.isAssumed ? ['assumed'] : [])].join(
    ' ',
  );
}

function tooltipOf(node: GraphNode): string {
  const messages = node.findings.map(({ code, message }) => `${code} ${message}`);
  return [captionOf(node), node.title, ...node.details, ...troubles(node).slice(0, 1), ...messages]
    .map(printable)
    .join(', ');
}

function lineMarkup({ text, style, size, y }: PlacedLine): Markup {
  return element('text', { class: style, x: PADDING, y: round(y), 'font-size': size }, text);
}

function edgeMarkup({ edge: { id, kind, from, to, label }, points, label: at }: PlacedEdge): Markup {
  const arrow = kind === EdgeKind.CREDENTIAL ? undefined : 'url(#arrow)';
  const text = fitted(label, labelWidth(label) + 1, LABEL_SIZE);
  const width = round(textWidth(text, LABEL_SIZE) + 6);
  return element(
    'g',
    { class: `edge ${kind}`, 'data-id': id, 'data-from': from, 'data-to': to },
    element('path', { d: curve(points), 'marker-end': arrow }),
    ...(label === ''
      ? []
      : [
          element('rect', { class: 'halo', x: round(at.x - width / 2), y: round(at.y - 8), width, height: 16, rx: 4 }),
          element('text', { x: round(at.x), y: round(at.y + 4), 'font-size': LABEL_SIZE }, text),
        ]),
  );
}

/** A curve through the points that is level at each of them. */
function curve(points: readonly Point[]): string {
  const [start, ...others] = points;
  let last = start;
  const parts = others.map((point) => {
    const middle = (last.x + point.x) / 2;
    const part = `C${round(middle)} ${round(last.y)} ${round(middle)} ${round(point.y)} ${round(point.x)} ${round(point.y)}`;
    last = point;
    return part;
  });
  return `M${round(start.x)} ${round(start.y)}${parts.join('')}`;
}

function legendOf({ nodes, edges }: MeshGraph): { readonly width: number; readonly parts: readonly Markup[] } {
  const kinds = Object.values(EdgeKind).filter((kind) => edges.some((edge) => edge.kind === kind));
  let x = 24;
  const entry = (className: string, sample: Markup, text: string): Markup => {
    const part = element(
      'g',
      { class: className, transform: `translate(${round(x)} 6)` },
      sample,
      element('text', { x: 38, y: 10, 'font-size': LABEL_SIZE }, text),
    );
    x += 38 + textWidth(text, LABEL_SIZE) * 1.05 + 24;
    return part;
  };
  const frame = element('rect', { class: 'frame', x: 2, y: 0, width: 28, height: 13, rx: 3 });
  const parts = [
    ...kinds.map((kind) =>
      entry(
        `edge ${kind}`,
        element('path', { d: 'M0 6H30', 'marker-end': kind === EdgeKind.CREDENTIAL ? undefined : 'url(#arrow)' }),
        LEGEND[kind],
      ),
    ),
    ...(nodes.some(({ isAssumed }) => isAssumed) ? [entry('assumed', frame, 'referred to, not in the manifests')] : []),
    ...(nodes.some((node) => severityOf(node) === 'warning') ? [entry('warning', frame, 'worth a look')] : []),
    ...(nodes.some((node) => severityOf(node) === 'error') ? [entry('error', frame, 'wrong')] : []),
  ];
  return { width: x, parts };
}

/** Coordinates with one decimal, so that a picture is small, and the same on every machine. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
