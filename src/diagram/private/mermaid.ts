import { EdgeKind } from '../edge-kind';
import { GraphNode } from '../graph-node';
import { MeshGraph } from '../mesh-graph';
import { NodeKind } from '../node-kind';
import { Box, boxesOf, captionOf, severityOf, troubles } from './boxes';

const ARROWS: { readonly [kind in EdgeKind]: string } = {
  [EdgeKind.TRAFFIC]: '-->',
  [EdgeKind.MIRROR]: '-.->',
  [EdgeKind.FAULT]: '--x',
  [EdgeKind.DELEGATE]: '==>',
  [EdgeKind.CREDENTIAL]: '-.-',
};
const SHAPES: Partial<Record<NodeKind, readonly [string, string]>> = {
  [NodeKind.CLIENT]: ['([', '])'],
  [NodeKind.CREDENTIAL]: ['[[', ']]'],
  [NodeKind.EXTERNAL_SERVICE]: ['{{', '}}'],
  [NodeKind.ANSWER]: ['[/', '/]'],
  [NodeKind.NAMESPACE]: ['[[', ']]'],
};
const CLASSES = [
  'classDef error stroke:#c62828,stroke-width:3px',
  'classDef warning stroke:#b26a00,stroke-width:3px',
  'classDef assumed stroke-dasharray:5 4',
];

/** A graph as a flowchart of Mermaid. */
export function mermaidOf(graph: MeshGraph): string {
  const boxes = boxesOf(graph);
  const names = new Map(graph.nodes.map(({ id }, index) => [id, `n${index}`]));
  const nameOf = (id: string): string => names.get(id) ?? '';
  const marked = graph.nodes.flatMap((node) => classesOf(node).map((each) => `class ${nameOf(node.id)} ${each}`));
  const edges = graph.edges.map(({ from, to, kind, label }) =>
    [nameOf(from), ARROWS[kind] + (label === '' ? '' : `|"${mermaidText(label)}"|`), nameOf(to)].join(' '),
  );
  const used = CLASSES.filter((each) => marked.some((line) => line.endsWith(` ${each.split(' ')[1]}`)));
  const lines = [...boxes.flatMap((box) => boxLines(box, nameOf)), ...edges, ...used, ...marked];
  return ['flowchart LR', ...lines.map((line) => `  ${line}`), ''].join('\n');
}

function boxLines({ node, rows }: Box, nameOf: (id: string) => string): string[] {
  if (rows.length === 0) {
    const [open, close] = SHAPES[node.kind] ?? ['[', ']'];
    return [nameOf(node.id) + open + labelOf([captionOf(node), ...linesOf(node)]) + close];
  }
  return [
    `subgraph ${nameOf(node.id)}[${labelOf([captionOf(node), ...linesOf(node)])}]`,
    ...rows.map((row) => `  ${nameOf(row.id)}[${labelOf(linesOf(row))}]`),
    'end',
  ];
}

function linesOf(node: GraphNode): readonly string[] {
  return [node.title, ...node.details, ...troubles(node).map((each) => `⚠ ${each}`)];
}

function labelOf(lines: readonly string[]): string {
  return `"${lines.map(mermaidText).join('<br/>')}"`;
}

function classesOf(node: GraphNode): readonly string[] {
  const severity = severityOf(node);
  return [...(severity === 'none' ? [] : [severity]), ...(node.isAssumed ? ['assumed'] : [])];
}

/** Text that means nothing to Mermaid, Markdown and HTML: what is neither a letter nor plain punctuation stands as its number. */
function mermaidText(text: string): string {
  return [...printable(text)]
    .map((letter) => (/[\p{L}\p{N}\p{M} ,:/=+()%⚠-]/u.test(letter) ? letter : `#${letter.codePointAt(0) ?? 0};`))
    .join('');
}

/** The text with a space in place of line breaks and of what can't be printed. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\u2028\u2029]+/gu, ' ');
}
