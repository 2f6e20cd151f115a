import { EdgeKind } from '../diagram/edge-kind';
import { MeshGraph } from '../diagram/mesh-graph';
import { captionOf, troubles } from '../diagram/private/boxes';
import { linkTo, make } from './dom';

/** A graph as a table: the same as the picture, for those who would rather read it. */
export function tableOf(graph: MeshGraph, choose: (id: string) => void): HTMLElement {
  const rowsOf = new Map<string, HTMLElement[]>();
  for (const { from, to, label, kind } of graph.edges) {
    const target = graph.node(to);
    const words = [label, kind === EdgeKind.TRAFFIC ? '' : `(${kind})`].filter((each) => each !== '').join(' ');
    const item = make(
      'div',
      '',
      linkTo(target?.title ?? to, () => choose(to)),
      words === '' ? '' : ` ${words}`,
    );
    rowsOf.set(from, [...(rowsOf.get(from) ?? []), item]);
  }
  const heads = ['What', 'Name', 'Facts', 'Leads to', 'Wrong'].map((text) => {
    const cell = make('th', '', text);
    cell.scope = 'col';
    return cell;
  });
  const body = graph.nodes.map((node) => {
    const parent = node.parent === undefined ? undefined : graph.node(node.parent);
    const caption = parent === undefined ? captionOf(node) : `${node.kind} of ${parent.title}`;
    return make(
      'tr',
      '',
      make('td', 'faint', caption),
      make(
        'td',
        '',
        linkTo(node.title, () => choose(node.id)),
      ),
      make('td', '', node.details.join(', ')),
      make('td', '', ...(rowsOf.get(node.id) ?? [])),
      make('td', 'look', troubles(node).join('; ')),
    );
  });
  return make('table', '', make('thead', '', make('tr', '', ...heads)), make('tbody', '', ...body));
}
