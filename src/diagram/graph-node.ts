import { ManifestPlace } from '../mesh/manifest-place';
import { DiagramFinding } from './diagram-finding';
import { NodeKind } from './node-kind';

/** A node of a graph. */
export interface GraphNode {
  /** The same for the same mesh, in whatever order its objects are read. */
  readonly id: string;
  /** What it stands for. */
  readonly kind: NodeKind;
  /** What it is called, as it stands in the manifests. */
  readonly title: string;
  /** Further facts, one to a line. */
  readonly details: string[];
  /**
   * The node that it is a row of: a server of its gateway, a route of its VirtualService, a subset of its service.
   *
   * @default - it stands for itself.
   */
  readonly parent?: string;
  /** The namespace of what it stands for; '' where that has none. */
  readonly namespace: string;
  /** The hosts that it is for. */
  readonly hosts: string[];
  /** The labels of its pods; none of what is no pod. */
  readonly labels: { [label: string]: string };
  /** Whether the manifests only refer to it, so that what it is like is not known. */
  readonly isAssumed: boolean;
  /**
   * Why requests can't get there, or not any further.
   *
   * @default - they can.
   */
  readonly problem?: string;
  /** What it draws. */
  readonly places: ManifestPlace[];
  /** What is wrong with it. */
  readonly findings: DiagramFinding[];
}
