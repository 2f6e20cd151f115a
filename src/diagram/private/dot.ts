import { EdgeKind } from '../edge-kind';
import { GraphNode } from '../graph-node';
import { MeshGraph } from '../mesh-graph';
import { Box, boxesOf, captionOf, severityOf, troubles } from './boxes';
import { printable } from './mermaid';

const STYLES: { readonly [kind in EdgeKind]: string } = {
  [EdgeKind.TRAFFIC]: '',
  [EdgeKind.MIRROR]: 'style=dashed',
  [EdgeKind.FAULT]: 'style=dashed color="#c62828" arrowhead=tee',
  [EdgeKind.DELEGATE]: 'style=bold',
  [EdgeKind.CREDENTIAL]: 'style=dotted arrowhead=none',
};
const COLOURS = { error: '#c62828', warning: '#b26a00', none: '#5f6b7a' };

/** A graph in the language of Graphviz, each box as a table with its rows. */
export function dotOf(graph: MeshGraph): string {
  const boxes = boxesOf(graph);
  const places = new Map(
    boxes.flatMap(({ node, rows }) => [
      [node.id, quoted(node.id)] as const,
      ...rows.map((row, index) => [row.id, `${quoted(node.id)}:r${index}`] as const),
    ]),
  );
  const edges = graph.edges.map(({ from, to, kind, label }) => {
    const attributes = [label === '' ? '' : `label=${quoted(label)}`, STYLES[kind]].filter((each) => each !== '');
    const suffix = attributes.length === 0 ? '' : ` [${attributes.join(' ')}]`;
    return `${places.get(from) ?? ''} -> ${places.get(to) ?? ''}${suffix};`;
  });
  return [
    'digraph mesh {',
    '  rankdir=LR;',
    '  node [shape=plain fontname="Helvetica"];',
    '  edge [fontname="Helvetica" fontsize=10];',
    ...boxes.map((box) => `  ${quoted(box.node.id)} [label=<${tableOf(box)}>];`),
    ...edges.map((line) => `  ${line}`),
    '}',
    '',
  ].join('\n');
}

function tableOf({ node, rows }: Box): string {
  const style = node.isAssumed ? 'DASHED' : 'SOLID';
  return [
    `<TABLE BORDER="1" STYLE="${style}" CELLBORDER="0" CELLSPACING="0" CELLPADDING="4" COLOR="${COLOURS[severityOf(node)]}">`,
    `<TR><TD ALIGN="LEFT"><FONT POINT-SIZE="9">${html(captionOf(node))}</FONT><BR ALIGN="LEFT"/><B>${html(node.title)}</B>${linesOf(node)}</TD></TR>`,
    ...rows.map(
      (row, index) =>
        `<TR><TD PORT="r${index}" ALIGN="LEFT" BORDER="1" SIDES="T" COLOR="${COLOURS[severityOf(row)]}">${html(row.title)}${linesOf(row)}</TD></TR>`,
    ),
    '</TABLE>',
  ].join('');
}

function linesOf(node: GraphNode): string {
  return [...node.details, ...troubles(node).map((each) => `⚠ ${each}`)]
    .map((line) => `<BR ALIGN="LEFT"/>${html(line)}`)
    .concat('<BR ALIGN="LEFT"/>')
    .join('');
}

function quoted(text: string): string {
  return `"${printable(text).replace(/["\\]/g, '\\$&')}"`;
}

/** Text inside of HTML or XML, also between quotes. */
export function html(text: string): string {
  return printable(text).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
