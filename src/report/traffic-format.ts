/** The forms in which the results of traffic tests can be written. */
export enum TrafficFormat {
  /** For people. */
  TEXT = 'text',
  /** For programs: all that is known. */
  JSON = 'json',
  /** For the test pages of pipelines: JUnit's XML. */
  JUNIT = 'junit',
}
