import { GraphNode } from '../diagram/graph-node';
import { MeshGraph } from '../diagram/mesh-graph';
import { NodeKind } from '../diagram/node-kind';
import { captionOf } from '../diagram/private/boxes';
import { layOut } from '../diagram/private/layout';
import { element } from '../diagram/private/markup';
import { PageData } from '../diagram/private/page-data';
import { pictureOf } from '../diagram/private/svg';
import { Mesh } from '../mesh/mesh';
import { byId, linkTo, make, svgElement } from './dom';
import { detailsOf, findingsList } from './details';
import { RequestForm } from './request-form';
import { tableOf } from './table';
import { Viewport } from './viewport';

/** More boxes than these are no picture any more. */
const MOST_BOXES = 300;
const MOST_FOUND = 50;
const MOST_ROWS = 2000;

/** Holds together what is seen: a part of the graph, the chosen node, the request that was sent. */
export class Page {
  /** All of the mesh. */
  private readonly graph: MeshGraph;
  /** What is shown of it. */
  private shown: MeshGraph;
  private lit: ReadonlySet<string> = new Set();
  private readonly expanded = new Set<string>();
  private readonly picture = byId('picture', HTMLElement);
  private readonly viewport = new Viewport(this.picture);
  private readonly note = byId('note', HTMLElement);
  private readonly namespace = byId('namespace', HTMLSelectElement);
  private readonly host = byId('host', HTMLInputElement);

  constructor(
    private readonly data: PageData,
    private readonly mesh: Mesh,
  ) {
    const { namespaces, hosts, findings } = data;
    this.graph = MeshGraph.of(mesh, {
      findings: [...findings],
      boxLimit: Infinity,
      ...(namespaces === undefined ? {} : { namespaces: [...namespaces] }),
      ...(hosts === undefined ? {} : { hosts: [...hosts] }),
    });
    this.shown = this.graph;
  }

  /** Draws the mesh and listens. */
  public start(): void {
    this.fillFilters();
    this.listen();
    byId('findings', HTMLElement).append(findingsList(this.graph, (id) => this.choose(id)));
    this.redraw();
    new RequestForm(this.mesh, this.graph, (lit) => this.light(lit)).start();
  }

  private fillFilters(): void {
    const namespaces = [...new Set(this.graph.nodes.map(({ namespace }) => namespace))]
      .filter((each) => each !== '')
      .sort();
    this.namespace.append(new Option('all namespaces', ''), ...namespaces.map((each) => new Option(each, each)));
    const hosts = [...new Set(this.graph.nodes.flatMap((node) => node.hosts))].sort();
    byId('hosts', HTMLDataListElement).append(...hosts.map((each) => new Option(each, each)));
  }

  private listen(): void {
    this.namespace.addEventListener('change', () => this.redraw());
    this.host.addEventListener('change', () => this.redraw());
    byId('search', HTMLInputElement).addEventListener('input', ({ target }) =>
      this.search(target instanceof HTMLInputElement ? target.value : ''),
    );
    byId('closer', HTMLButtonElement).addEventListener('click', () => this.viewport.zoom(1.25));
    byId('farther', HTMLButtonElement).addEventListener('click', () => this.viewport.zoom(0.8));
    byId('all', HTMLButtonElement).addEventListener('click', () => this.viewport.fit());
    const asTable = byId('as-table', HTMLButtonElement);
    asTable.addEventListener('click', () => this.showTable(asTable.getAttribute('aria-pressed') !== 'true'));
    this.picture.addEventListener('click', ({ target }) => {
      const id = target instanceof Element ? target.closest<SVGElement>('[tabindex][data-id]')?.dataset.id : undefined;
      if (id !== undefined) {
        this.choose(id);
      }
    });
    this.picture.addEventListener('keydown', (event) => {
      const id = event.target instanceof SVGElement ? event.target.dataset.id : undefined;
      if (id !== undefined && (event.key === 'Enter' || event.key === ' ')) {
        event.preventDefault();
        this.choose(id);
      }
    });
    let width = 0;
    // What was drawn while nothing could be seen has to be fitted when it can be.
    new ResizeObserver(() => {
      if (width === 0) {
        this.viewport.fit();
      }
      width = this.picture.clientWidth;
    }).observe(this.picture);
  }

  private showTable(isTable: boolean): void {
    byId('as-table', HTMLButtonElement).setAttribute('aria-pressed', String(isTable));
    byId('table', HTMLElement).hidden = !isTable;
    this.picture.hidden = isTable;
    byId('tools', HTMLElement).hidden = isTable;
    this.note.hidden = isTable;
  }

  /** Draws what the filters choose, and of a large mesh what was expanded of it. */
  private redraw(): void {
    const [namespace, host] = [this.namespace.value, this.host.value.trim()];
    const selected = this.graph.select({
      ...(namespace === '' ? {} : { namespaces: [namespace] }),
      ...(host === '' ? {} : { hosts: [host] }),
      boxLimit: this.data.boxLimit ?? 120,
      expandedNamespaces: [...this.expanded, ...(namespace === '' ? [] : [namespace])],
    });
    this.show(selected);
  }

  private show(graph: MeshGraph, said = ''): void {
    this.shown = graph;
    const boxes = graph.nodes.filter(({ parent }) => parent === undefined).length;
    const isTooLarge = boxes > MOST_BOXES;
    this.note.textContent = isTooLarge
      ? `${boxes} boxes are too many for one picture. Choose a host, or search; the table has all of them.`
      : boxes === 0
        ? 'Nothing of the mesh is like this.'
        : said;
    this.picture.replaceChildren(...(isTooLarge ? [] : [this.drawn(graph)]));
    const rows = graph._only(new Set(graph.nodes.slice(0, MOST_ROWS).map(({ id }) => id)));
    byId('table', HTMLElement).replaceChildren(
      ...(graph.nodes.length > MOST_ROWS ? [make('p', '', `The first ${MOST_ROWS} of ${graph.nodes.length}.`)] : []),
      tableOf(rows, (id) => this.choose(id)),
    );
    this.paint();
  }

  private drawn(graph: MeshGraph): SVGElement {
    const placed = layOut(graph);
    const svg = svgElement(
      element('svg', { class: 'mesh', role: 'group', 'aria-label': 'Boxes of the mesh' }, ...pictureOf(placed)),
    );
    for (const part of svg.querySelectorAll<SVGElement>('.box,.row')) {
      const node = graph.node(part.dataset.id ?? '');
      part.setAttribute('tabindex', '0');
      part.setAttribute('role', 'button');
      part.setAttribute('aria-label', node === undefined ? '' : `${captionOf(node)} ${node.title}`);
    }
    requestAnimationFrame(() => this.viewport.show(placed.width, placed.height));
    return svg;
  }

  private search(text: string): void {
    const words = text
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    const matches =
      words.length === 0 ? [] : this.graph.nodes.filter((node) => words.every((word) => textOf(node).includes(word)));
    const items = matches.slice(0, MOST_FOUND).map((node) => {
      const parent = node.parent === undefined ? undefined : this.graph.node(node.parent);
      const where = parent === undefined ? captionOf(node) : `${node.kind} of ${parent.title}`;
      return make(
        'li',
        '',
        linkTo(node.title, () => this.choose(node.id)),
        make('span', 'faint', ` ${where}`),
      );
    });
    const more =
      matches.length > items.length ? [make('li', 'faint', `and ${matches.length - items.length} more`)] : [];
    const none = words.length > 0 && matches.length === 0 ? [make('li', 'faint', 'nothing')] : [];
    byId('found', HTMLElement).replaceChildren(...items, ...more, ...none);
    byId('search-results', HTMLElement).hidden = words.length === 0;
  }

  /** Shows what is known of a node; one that is not in the picture brings its surroundings there. */
  private choose(id: string): void {
    const node = this.shown.node(id) ?? this.graph.node(id);
    if (node === undefined) {
      return;
    }
    if (this.shown.node(id) === undefined) {
      this.show(this.graph._around([id]), `The ways to and from ${node.title}.`);
    }
    const expand =
      node.kind === NodeKind.NAMESPACE && node.namespace !== '' ? () => this.expand(node.namespace) : undefined;
    byId('chosen', HTMLElement).replaceChildren(detailsOf(node, expand, () => this.redraw()));
    byId('details', HTMLElement).hidden = false;
    const part = this.partOf(id);
    this.picture.querySelectorAll('.chosen').forEach((each) => each.classList.remove('chosen'));
    part?.classList.add('chosen');
    if (!this.picture.hidden) {
      part?.focus({ preventScroll: true });
    }
  }

  private expand(namespace: string): void {
    this.expanded.add(namespace);
    this.redraw();
  }

  private partOf(id: string): SVGElement | undefined {
    return [...this.picture.querySelectorAll<SVGElement>('.box,.row')].find(({ dataset }) => dataset.id === id);
  }

  /** Lights the way of a request; where not all of it is in the picture, the picture becomes that way. */
  private light(lit: ReadonlySet<string>): void {
    this.lit = lit;
    if (lit.size === 0) {
      this.redraw();
    } else if ([...lit].some((id) => this.shown.node(id) === undefined)) {
      const parents = this.graph.nodes.flatMap(({ id, parent }) =>
        lit.has(id) && parent !== undefined ? [parent] : [],
      );
      this.show(this.graph._only(new Set([...lit, ...parents])), 'The way of the request.');
    } else {
      this.paint();
    }
  }

  private paint(): void {
    const { lit } = this;
    const parents = new Set(
      this.graph.nodes.flatMap(({ id, parent }) => (lit.has(id) && parent !== undefined ? [parent] : [])),
    );
    this.picture.querySelector('svg')?.classList.toggle('sent', lit.size > 0);
    for (const part of this.picture.querySelectorAll<SVGElement>('[data-id]')) {
      const { id = '', from, to } = part.dataset;
      const isEdge = from !== undefined && to !== undefined;
      part.classList.toggle('lit', isEdge ? lit.has(from) && lit.has(to) : lit.has(id) || parents.has(id));
    }
  }
}

function textOf({ title, details, namespace, kind, hosts }: GraphNode): string {
  return [title, namespace, kind, ...details, ...hosts].join(' ').toLowerCase();
}
