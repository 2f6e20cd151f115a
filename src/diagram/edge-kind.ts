/** What an edge of a graph stands for. */
export enum EdgeKind {
  /** Requests go this way. */
  TRAFFIC = 'traffic',
  /** Copies of requests go this way; their answers are dropped. */
  MIRROR = 'mirror',
  /** An injected fault answers in place of the destination. */
  FAULT = 'fault',
  /** A route leaves it to another VirtualService. */
  DELEGATE = 'delegate',
  /** A server shows this certificate. */
  CREDENTIAL = 'credential',
}
