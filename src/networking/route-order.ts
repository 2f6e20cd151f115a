/** In which order the HTTP routes of a VirtualService are rendered; the first one that fits a request takes it. */
export enum RouteOrder {
  /** As they were added. */
  AS_ADDED = 'AS_ADDED',

  /**
   * The more specific before the less, in whatever order they were added: exact paths first, then prefixes and regular expressions
   * by the length of the text that they spell out, longest first, then routes for any path, last those for any request. Between
   * like paths the one with more conditions is first. A route with several matches goes by its least specific one.
   */
  MOST_SPECIFIC_FIRST = 'MOST_SPECIFIC_FIRST',
}
