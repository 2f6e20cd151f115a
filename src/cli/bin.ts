import { tellFailure } from './failure';
import { main } from './main';
import { Terminal } from './terminal';

const terminal = new Terminal(process.stdout, process.stderr, process.env);

// A reader that has seen enough closes the pipe, which is no fault. A disk may be full.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') {
      process.exitCode = tellFailure(error, terminal);
    }
  });
}
// Node itself would print a stack, and exit as if there were findings.
process.on('uncaughtException', (error) => process.exit(tellFailure(error, terminal)));

void main({
  words: process.argv.slice(2),
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
}).then((code) => {
  process.exitCode ??= code;
});
