import { ManifestPlace } from '../mesh/manifest-place';
import { Request } from '../simulation/request';
import { Trace } from '../simulation/trace';

/** Something about the outcome of a request that another mesh makes otherwise. */
export interface OutcomeDifference {
  /** What it is: `answer`, `destination`, `timeout` and the like. */
  readonly aspect: string;
  /** What it was; '' where there was none. */
  readonly before: string;
  /** What it is; '' where there is none. */
  readonly after: string;
}

/** What became of an object. */
export enum ObjectChangeType {
  /** It is only in the mesh after. */
  ADDED = 'added',
  /** It is only in the mesh before. */
  REMOVED = 'removed',
  /** It is in both, and not the same. */
  CHANGED = 'changed',
}

/** An object that two meshes do not have alike. */
export interface ObjectChange {
  /** What became of it. */
  readonly type: ObjectChangeType;
  /** Where it stands: in the mesh after, or in the one before if it is gone. */
  readonly place: ManifestPlace;
}

/** A change in what becomes of requests for a host, shown by the smallest request that was found for it. */
export interface TrafficChange {
  /** The host, as routes have it; maybe a wildcard, `*` for hosts that nobody has. */
  readonly host: string;
  /** By what ways requests come to which this happens: `outside by https port 443`, `a pod of shop`. */
  readonly from: string[];
  /** What changes, in a sentence without its full stop. */
  readonly summary: string;
  /** A request that shows it. */
  readonly request: Request;
  /** In what its outcomes differ, the most important first. */
  readonly differences: OutcomeDifference[];
  /** What becomes of the request in the mesh before. */
  readonly before: Trace;
  /** What becomes of it in the mesh after. */
  readonly after: Trace;
  /** The objects that have a part in it and are not as before. */
  readonly causes: ObjectChange[];
  /** The routes that take the request, before and after. */
  readonly routes: ManifestPlace[];
}
