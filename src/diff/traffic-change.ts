import { ManifestPlace } from '../mesh/manifest-place';
import { RequestTrace } from '../simulation/request-trace';
import { traceText } from '../simulation/trace-text';
import { requestDetails, requestLine } from '../simulation/request-text';

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

/**
 * What a change is made of.
 *
 * @internal
 */
export interface TrafficChangeProps {
  readonly host: string;
  readonly from: readonly string[];
  readonly summary: string;
  readonly differences: readonly OutcomeDifference[];
  readonly causes: readonly ObjectChange[];
  readonly routes: readonly ManifestPlace[];
  readonly before: RequestTrace;
  readonly after: RequestTrace;
}

/** A change in what becomes of requests for a host, shown by the smallest request that was found for it. */
export class TrafficChange {
  /** @internal */
  public static _of(props: TrafficChangeProps): TrafficChange {
    return new TrafficChange(props);
  }

  /** The host, as routes have it; maybe a wildcard, `*` for hosts that nobody has. */
  public readonly host: string;
  /** By what ways requests come to which this happens: `outside by https port 443`, `a pod of shop`. */
  public readonly from: string[];
  /** What changes, in a sentence without its full stop. */
  public readonly summary: string;
  /** A request that shows it, on one line: `GET https://shop.example.com/cart`. */
  public readonly request: string;
  /** What else the request brings: `x-user: jo` for a header, a server name of its own, and the like. */
  public readonly requestDetails: string[];
  /** In what its outcomes differ, the most important first. */
  public readonly differences: OutcomeDifference[];
  /** The objects that have a part in it and are not as before. */
  public readonly causes: ObjectChange[];
  /** The routes that take the request, before and after. */
  public readonly routes: ManifestPlace[];
  /** The way of the request in the mesh before, in lines. */
  public readonly wayBefore: string;
  /** Its way in the mesh after. */
  public readonly wayAfter: string;
  /** What becomes of the request in the mesh before. @jsii ignore */
  public readonly before: RequestTrace;
  /** What becomes of it in the mesh after. @jsii ignore */
  public readonly after: RequestTrace;

  private constructor(props: TrafficChangeProps) {
    const { before, after } = props;
    this.host = props.host;
    this.from = [...props.from];
    this.summary = props.summary;
    this.request = requestLine(after.request);
    this.requestDetails = requestDetails(after.request);
    this.differences = [...props.differences];
    this.causes = [...props.causes];
    this.routes = [...props.routes];
    this.wayBefore = traceText(before);
    this.wayAfter = traceText(after);
    this.before = before;
    this.after = after;
  }
}
