/** A stream that a command writes to. */
export interface Output {
  /** Whether a person is looking at it. */
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Where the output of a command goes, and how. */
export class Terminal {
  private shown = false;
  private readonly started = Date.now();

  constructor(
    private readonly stdout: Output,
    private readonly stderr: Output,
    private readonly environment: { readonly [name: string]: string | undefined },
  ) {}

  /**
   * Whether the output is coloured: only for a person, and not for one who said otherwise (https://no-color.org). FORCE_COLOR comes before
   * both, as in Node itself.
   */
  public get isColoured(): boolean {
    const { FORCE_COLOR: forced, NO_COLOR: none = '', TERM: terminal } = this.environment;
    if (forced !== undefined) {
      return forced !== '0' && forced !== 'false';
    }
    return this.stdout.isTTY === true && none === '' && terminal !== 'dumb';
  }

  /** Whether errors are told with the place in the program that they come from. */
  public get showsStacks(): boolean {
    return !['', '0', 'false'].includes(this.environment.CDK8S_ISTIO_DEBUG ?? '');
  }

  /** Empties the screen of a person, so that what comes next is all there is. */
  public clear(): void {
    if (this.stdout.isTTY === true) {
      this.print(CLEAR_SCREEN);
    }
  }

  /** Writes a part of the result. */
  public print(text: string): void {
    this.endProgress();
    this.stdout.write(text);
  }

  /** Writes a line beside the result. */
  public tell(line: string): void {
    this.endProgress();
    this.stderr.write(`${line}\n`);
  }

  /** Says what is being done, to a person who has been waiting for a second, or will be, because there is much of it. */
  public progress(doing: string, amount: number): void {
    if (this.stderr.isTTY === true && (amount >= MUCH || Date.now() - this.started > PATIENCE_MS)) {
      this.shown = true;
      this.stderr.write(`${CLEAR_LINE}${doing} ...`);
    }
  }

  private endProgress(): void {
    if (this.shown) {
      this.shown = false;
      this.stderr.write(CLEAR_LINE);
    }
  }
}

/** So many files or objects take a second. */
const MUCH = 2000;
const PATIENCE_MS = 1000;
const CLEAR_SCREEN = '\u001b[2J\u001b[3J\u001b[H';
const CLEAR_LINE = '\r\u001b[2K';
