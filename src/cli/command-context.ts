import { ExitCode } from './exit-code';
import { Terminal } from './terminal';

/** What a command works with. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Ends the command with this, unless it is ended worse. */
  readonly end: (code: ExitCode) => void;
}
