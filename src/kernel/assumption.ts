import { IConstruct } from 'constructs';

/** An object that an app refers to and does not make: what it is taken to be in the cluster. */
export interface Assumption {
  /** Its API group and version. */
  readonly apiVersion: string;
  /** Its kind. */
  readonly kind: string;
  /** What is known of its metadata. */
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: { readonly [label: string]: string };
  };
  /** What is known of its spec. */
  readonly spec?: object;
}

/** An assumption, and who makes it. */
export interface NotedAssumption {
  /** What is assumed. */
  readonly manifest: Assumption;
  /** The construct that refers to it. */
  readonly by: IConstruct;
}

/** On the root of a tree, while somebody collects. */
const COLLECTED = Symbol.for('cdk8s-istio.assumptions');
type Collecting = IConstruct & { [COLLECTED]?: NotedAssumption[] };

/**
 * Says what the rendering of a construct takes for granted in the cluster. Nothing is kept of it, unless somebody collects what is said
 * at that moment: rendering changes nothing.
 */
export function assume(by: IConstruct, manifest: () => Assumption): void {
  (by.node.root as Collecting)[COLLECTED]?.push({ manifest: manifest(), by });
}

/** Runs an action that renders constructs of a tree; what they assume meanwhile. */
export function assumptionsDuring(tree: IConstruct, action: () => void): readonly NotedAssumption[] {
  const root = tree.node.root as Collecting;
  const collected: NotedAssumption[] = [];
  root[COLLECTED] = collected;
  try {
    action();
  } finally {
    root[COLLECTED] = undefined;
  }
  return collected;
}

/** What a construct has that stands for an object which something else puts into the cluster. */
export const ASSUMES = Symbol.for('cdk8s-istio.assumes');

/** Such a construct. */
export interface IAssuming extends IConstruct {
  /** What is known of the object. */
  [ASSUMES](): Assumption;
}
