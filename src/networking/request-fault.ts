import { HttpFault } from './http-fault';
import { HttpMatch } from './http-match';

/** A fault and the requests that it is played to, whichever routes these take. */
export interface RequestFault {
  /**
   * What the fault is called. The copies of routes that carry the fault are named after their route and this, or this alone where the route has no
   * name.
   */
  readonly name: string;

  /** What happens to the requests, and to how many of them. */
  readonly fault: HttpFault;

  /**
   * Which requests: those that fit one of these.
   *
   * @default - every request.
   */
  readonly match?: HttpMatch[];

  /**
   * The names of the routes whose requests are meant.
   *
   * @default - all routes that forward or delegate.
   */
  readonly routes?: string[];
}
