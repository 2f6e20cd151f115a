import { ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createServer, Socket } from 'node:net';
import { join } from 'node:path';

/** A program that runs until it is stopped; what it writes goes to a file, and to whoever listens. */
export class RunningProgram {
  private readonly child: ChildProcess;
  private readonly exited: Promise<void>;
  private isGone = false;

  constructor(
    public readonly name: string,
    command: string,
    args: readonly string[],
    folder: string,
    env: { readonly [name: string]: string } = {},
  ) {
    const log = openSync(join(folder, `${name}.log`), 'a', 0o600);
    this.child = spawn(command, args, { cwd: folder, env: { ...process.env, ...env }, stdio: ['ignore', log, log] });
    closeSync(log);
    this.exited = new Promise((resolve) => {
      const done = () => {
        this.isGone = true;
        resolve();
      };
      this.child.once('exit', done);
      this.child.once('error', done);
    });
  }

  /** Waits until something answers; throws where the program ends before, or after so many seconds. */
  public async until(isReady: () => Promise<boolean>, seconds: number): Promise<void> {
    const end = Date.now() + seconds * 1000;
    while (!(await isReady().catch(() => false))) {
      if (this.isGone) {
        throw new Error(`${this.name} has ended: see ${this.name}.log`);
      }
      if (Date.now() > end) {
        throw new Error(`${this.name} is not ready after ${seconds} s: see ${this.name}.log`);
      }
      await pause(100);
    }
  }

  /** Ends it, and waits until it has ended. */
  public async stop(): Promise<void> {
    if (this.isGone) {
      return;
    }
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 5000);
    await this.exited;
    clearTimeout(timer);
  }
}

/** Waits some milliseconds. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** A port of this machine that nobody uses. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') {
    throw new Error('This machine gives no port.');
  }
  return address.port;
}

/** Whether somebody takes connections. */
export function isOpen(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new Socket();
    const end = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.setTimeout(1000, () => end(false));
    socket.once('error', () => end(false));
    socket.connect(port, host, () => end(true));
  });
}
