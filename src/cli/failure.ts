import { CommanderError } from 'commander';
import { ExitCode } from './exit-code';
import { Terminal } from './terminal';
import { UsageError } from './usage-error';

const ISSUES = 'https://github.com/cdk8s-istio/cdk8s-istio/issues';

/** Tells what went wrong; returns what to exit with. */
export function tellFailure(error: unknown, terminal: Terminal): ExitCode {
  // Commander has said what is wrong; it ends like this for help and version as well.
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? ExitCode.FINE : ExitCode.USAGE;
  }
  if (terminal.showsStacks) {
    terminal.tell(error instanceof Error ? (error.stack ?? '') : '');
  }
  const message = error instanceof Error ? error.message : String(error);
  const missing = missingPeer(message);
  if (missing !== undefined) {
    terminal.tell(`error: the package ${missing} is not installed beside cdk8s-istio: npm install ${PEERS.join(' ')}`);
    return ExitCode.USAGE;
  }
  if (error instanceof UsageError || isOfSystem(error) || isMisuse(error)) {
    terminal.tell(`error: ${message}`);
    return ExitCode.USAGE;
  }
  terminal.tell(
    `internal error, which is no fault of what was read: ${message}\nWith CDK8S_ISTIO_DEBUG=1 it tells where. Please report it: ${ISSUES}`,
  );
  return ExitCode.INTERNAL;
}

/** Packages that users install themselves; not every package manager does it for them. */
const PEERS = ['cdk8s', 'cdk8s-plus-27', 'constructs'];

function missingPeer(message: string): string | undefined {
  const [, name] = /^Cannot find module '([^']+)'/.exec(message) ?? [];
  return PEERS.find((peer) => peer === name);
}

/** What a construct or value says to its user. */
function isMisuse(error: unknown): boolean {
  const { misuseIn } = require('../kernel/errors') as typeof import('../kernel/errors');
  return misuseIn(error) !== undefined;
}

/** Errors of the operating system: a file that may not be read, a disk that is full. */
function isOfSystem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}
