import { GraphNode } from '../diagram/graph-node';
import { MeshGraph } from '../diagram/mesh-graph';
import { captionOf } from '../diagram/private/boxes';
import { linkTo, make } from './dom';

/** What is known of a node. */
export function detailsOf(node: GraphNode, expand: (() => void) | undefined, showAll: () => void): HTMLElement {
  const facts: readonly (readonly [string, string])[] = [
    ['what', captionOf(node)],
    ['name', node.title],
    ...node.details.map((text) => ['', text] as const),
    ...(node.hosts.length === 0 ? [] : [['hosts', node.hosts.slice(0, 20).join(', ')] as const]),
    ...node.places.slice(0, 10).map(({ kind, namespace, name, field }) => {
      const path = [namespace, name].filter((each) => each !== '').join('/');
      return ['object', `${kind} ${path}${field === undefined ? '' : ` ${field}`}`] as const;
    }),
    ...(node.problem === undefined ? [] : [['problem', node.problem] as const]),
  ];
  return make(
    'div',
    '',
    make('dl', '', ...facts.flatMap(([name, value]) => [make('dt', '', name), make('dd', '', value)])),
    ...node.findings
      .slice(0, 20)
      .map(({ code, severity, message, fix }) =>
        make('p', severity, make('strong', '', `${code} `), message, make('br'), make('span', 'faint', fix)),
      ),
    make(
      'p',
      'screen',
      ...(expand === undefined ? [] : [linkTo('Draw all of it', expand), ' ']),
      linkTo('Back to the whole picture', showAll),
    ),
  );
}

/** All findings, each with a way to what it concerns. */
export function findingsList(graph: MeshGraph, choose: (id: string) => void): HTMLElement {
  const most = 200;
  const found = graph.nodes.flatMap((node) => node.findings.map((finding) => ({ node, finding })));
  if (found.length === 0) {
    return make('p', 'faint', 'None that this page was told of.');
  }
  const items = found.slice(0, most).map(({ node, finding: { code, severity, message, place } }) =>
    make(
      'li',
      '',
      make('strong', severity, `${code} ${severity} `),
      message,
      ' ',
      linkTo([place.kind, place.name].join(' '), () => choose(node.id)),
    ),
  );
  return make(
    'ul',
    '',
    ...items,
    ...(found.length > most ? [make('li', 'faint', `and ${found.length - most} more`)] : []),
  );
}
