import { writeWhole } from '../files/atomic-file';
import { Terminal } from './terminal';

/** Writes what a command made to the file that it was told, or else prints it. */
export function writeResult(text: string, output: string | undefined, terminal: Terminal): void {
  if (output === undefined) {
    terminal.print(text);
  } else {
    writeWhole(output, text);
  }
}
