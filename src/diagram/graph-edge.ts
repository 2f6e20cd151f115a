import { EdgeKind } from './edge-kind';

/** An edge of a graph. */
export interface GraphEdge {
  /** The same for the same mesh, in whatever order its objects are read. */
  readonly id: string;
  /** What it stands for. */
  readonly kind: EdgeKind;
  /** The node that it leaves. */
  readonly from: string;
  /** The node that it leads to. */
  readonly to: string;
  /** What takes it, or how much of it; '' for no more than that. */
  readonly label: string;
}
