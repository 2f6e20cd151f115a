import { ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { at } from '../../../src/mesh/wire/json';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** The browser of this machine; undefined where there is none. */
export const CHROMIUM = NAMES.find((name) => spawnSync(name, ['--version']).status === 0);

/** What the protocol carries. */
type Json = Readonly<Record<string, unknown>>;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: Json;
  readonly result?: Json;
  readonly error?: { readonly message: string };
}

/** A headless browser with one page, driven over a pipe by the DevTools protocol. */
export class Browser {
  /** Starts the browser with a page of a size. */
  public static async start(): Promise<Browser> {
    const browser = new Browser();
    const { targetId } = await browser.call('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await browser.call('Target.attachToTarget', { targetId, flatten: true });
    browser.session = sessionId as string;
    for (const domain of ['Page', 'Runtime', 'Log', 'Network']) {
      await browser.call(`${domain}.enable`);
    }
    return browser;
  }

  /** What the page complained of: exceptions, errors of the console, offences against its policy. */
  public readonly complaints: string[] = [];
  /** What it asked the network for. */
  public readonly requests: string[] = [];
  private readonly profile = mkdtempSync(join(tmpdir(), 'cdk8s-istio-chromium-'));
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, (message: Message) => void>();
  private readonly events = new Map<string, () => void>();
  private session: string | undefined;
  private last = 0;

  private constructor() {
    const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe', '--no-first-run'];
    this.child = spawn(CHROMIUM ?? '', [...flags, `--user-data-dir=${this.profile}`, '--window-size=1400,900'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    let rest = '';
    (this.child.stdio[4] as Readable).setEncoding('utf8').on('data', (chunk: string) => {
      const messages = (rest + chunk).split('\0');
      rest = messages.pop() ?? '';
      messages.forEach((each) => this.take(JSON.parse(each) as Message));
    });
  }

  /** Opens a file. */
  public async open(file: string): Promise<void> {
    const loaded = new Promise<void>((resolve) => this.events.set('Page.loadEventFired', resolve));
    await this.call('Page.navigate', { url: `file://${file}` });
    await loaded;
    await this.settle();
  }

  /** What an expression of JavaScript is in the page. */
  public async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.call('Runtime.evaluate', {
      expression,
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails !== undefined) {
      throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`);
    }
    return at(result, 'value') as T;
  }

  /** Waits until the page has drawn. */
  public async settle(): Promise<void> {
    await this.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  }

  /** Presses a key. */
  public async press(key: string): Promise<void> {
    const codes: Record<string, number> = { Enter: 13, Tab: 9, ArrowRight: 39 };
    const text = key.length === 1 ? { text: key } : key === 'Enter' ? { text: '\r' } : {};
    const event = { key, windowsVirtualKeyCode: codes[key] ?? key.charCodeAt(0), ...text };
    await this.call('Input.dispatchKeyEvent', { type: 'keyDown', ...event });
    await this.call('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
    await this.settle();
  }

  /** Calls a method of the protocol. */
  public call(method: string, params: object = {}): Promise<Json> {
    const id = (this.last += 1);
    return new Promise((resolve, reject) => {
      this.waiting.set(id, ({ result, error }) =>
        error === undefined ? resolve(result ?? {}) : reject(new Error(`${method}: ${error.message}`)),
      );
      const message = { id, method, params, ...(this.session === undefined ? {} : { sessionId: this.session }) };
      (this.child.stdio[3] as Writable).write(`${JSON.stringify(message)}\0`);
    });
  }

  /** Ends the browser. */
  public async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.session = undefined;
    void this.call('Browser.close').catch(() => undefined);
    await ended;
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  private take({ id, method = '', params = {}, ...message }: Message): void {
    if (id !== undefined) {
      this.waiting.get(id)?.(message);
      this.waiting.delete(id);
    }
    this.events.get(method)?.();
    if (method === 'Runtime.exceptionThrown') {
      this.complaints.push(JSON.stringify(params.exceptionDetails));
    } else if (method === 'Log.entryAdded') {
      this.complaints.push(String(at(params, 'entry', 'text')));
    } else if (method === 'Runtime.consoleAPICalled' && params.type === 'error') {
      this.complaints.push(JSON.stringify(params.args));
    } else if (method === 'Network.requestWillBeSent') {
      this.requests.push(String(at(params, 'request', 'url')));
    }
  }
}
