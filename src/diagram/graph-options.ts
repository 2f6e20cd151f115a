import { DiagramFinding } from './diagram-finding';

/** What of a mesh a graph has. */
export interface GraphOptions {
  /**
   * What is wrong with the mesh; `IstioAnalysis` finds it.
   *
   * @default - nothing is drawn as wrong, but for routes that lead nowhere.
   */
  readonly findings?: DiagramFinding[];
  /**
   * Only what lies in these namespaces, and the ways to and from it.
   *
   * @default - all namespaces.
   */
  readonly namespaces?: string[];
  /**
   * Only what serves these hosts, and the ways to and from it. A wildcard stands for all hosts that it covers.
   *
   * @default - all hosts.
   */
  readonly hosts?: string[];
  /**
   * From how many boxes on namespaces are drawn as one box each. Picture and reader would both be lost otherwise.
   *
   * @default 120
   */
  readonly boxLimit?: number;
  /**
   * Namespaces that are drawn in full all the same.
   *
   * @default - none.
   */
  readonly expandedNamespaces?: string[];
}
