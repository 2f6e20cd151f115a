import { Mesh } from '../mesh/mesh';
import { DiagramOptions } from './diagram-options';
import { MeshGraph } from './mesh-graph';
import { dotOf } from './private/dot';
import { mermaidOf } from './private/mermaid';
import { pageOf, PageScript } from './private/page';
import { pageObjects } from './private/page-data';
import { svgOf } from './private/svg';

/**
 * A picture of a mesh, as text for other tools, as an SVG, or as a page to look around in. The same mesh gives the same bytes. Whatever
 * stands in the manifests comes out as text, never as markup.
 */
export class Diagram {
  /** The picture of a mesh, or of the part of it that the options choose. */
  public static of(mesh: Mesh, options: DiagramOptions = {}): Diagram {
    return new Diagram(mesh, options);
  }

  private drawn: MeshGraph | undefined;

  private constructor(
    private readonly mesh: Mesh,
    private readonly options: DiagramOptions,
  ) {}

  /** What the picture shows. */
  public get graph(): MeshGraph {
    this.drawn ??= MeshGraph.of(this.mesh, this.options);
    return this.drawn;
  }

  /** A flowchart of Mermaid, which Markdown in GitHub and GitLab shows; see https://mermaid.js.org/syntax/flowchart.html */
  public toMermaid(): string {
    return mermaidOf(this.graph);
  }

  /** A graph in the language of Graphviz; see https://graphviz.org/doc/info/lang.html */
  public toDot(): string {
    return dotOf(this.graph);
  }

  /** An SVG, light or dark as its reader likes it. It needs no other file and no font. */
  public toSvg(): string {
    return svgOf(this.graph, this.title);
  }

  /**
   * A page in one file, to open from a disk or to publish: pan, zoom, search, filters, and for a URL the way that a request takes, which the
   * simulation finds in the page. It loads nothing from anywhere. Of Secrets it holds names only.
   */
  public toHtml(): string {
    const { findings = [], namespaces, hosts, boxLimit } = this.options;
    const data = {
      title: this.title,
      objects: pageObjects(this.mesh),
      isPartial: this.mesh.isPartial,
      findings: findings.map(({ code, severity, message, fix, place }) => ({ code, severity, message, fix, place })),
      namespaces,
      hosts,
      boxLimit,
    };
    return pageOf(data, require('#page') as PageScript);
  }

  private get title(): string {
    return this.options.title ?? 'Service mesh';
  }
}
