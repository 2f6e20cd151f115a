/** How a command ended, for whoever runs it. */
export enum ExitCode {
  /** Nothing is wrong. */
  FINE = 0,
  /** What was looked for was found: findings, failed tests, differences. */
  FINDINGS = 1,
  /** It was called in a way that it does not know, or on what can't be read. */
  USAGE = 2,
  /** The command itself failed. */
  INTERNAL = 3,
}
