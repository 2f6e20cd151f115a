interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const STEP = 1.25;
const PAN = 60;
/** How much of the picture's size one may see at least. */
const CLOSEST = 0.02;
const FARTHEST = 3;

/** The part of a picture that is seen: moved and zoomed by mouse, wheel, fingers and keys. */
export class Viewport {
  private seen: Box = { x: 0, y: 0, width: 1, height: 1 };
  private whole: Box = this.seen;
  private readonly pointers = new Map<number, { x: number; y: number }>();
  /** Whether the last press moved the picture, so that it is no click. */
  private hasMoved = false;

  constructor(private readonly frame: HTMLElement) {
    frame.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    frame.addEventListener('pointerdown', (event) => this.press(event));
    frame.addEventListener('pointermove', (event) => this.move(event));
    for (const end of ['pointerup', 'pointercancel', 'pointerleave'] as const) {
      frame.addEventListener(end, (event) => this.release(event));
    }
    frame.addEventListener('click', (event) => this.hasMoved && event.stopPropagation(), { capture: true });
    frame.addEventListener('keydown', (event) => this.key(event));
    // A box that gets the focus has to be seen.
    frame.addEventListener('focusin', ({ target }) => target instanceof SVGElement && this.reveal(target));
  }

  /** Shows another picture, all of it. */
  public show(width: number, height: number): void {
    this.whole = { x: 0, y: 0, width, height };
    this.fit();
  }

  /** Shows all of the picture; small ones not larger than they are. */
  public fit(): void {
    const { clientWidth, clientHeight } = this.frame;
    const width = Math.max(this.whole.width, clientWidth);
    const height = Math.max(this.whole.height, clientHeight);
    const { whole } = this;
    this.set({ x: (whole.width - width) / 2, y: (whole.height - height) / 2, width, height });
  }

  /** Zooms around a point of the picture, or its middle. */
  public zoom(factor: number, at = this.middle()): void {
    const scale = Math.min(
      Math.max(this.seen.width / factor, this.whole.width * CLOSEST),
      this.whole.width * FARTHEST + this.frame.clientWidth,
    );
    const ratio = scale / this.seen.width;
    const { x, y, width, height } = this.seen;
    this.set({
      x: at.x - (at.x - x) * ratio,
      y: at.y - (at.y - y) * ratio,
      width: width * ratio,
      height: height * ratio,
    });
  }

  /** Moves a part of the picture into sight. */
  public reveal(part: SVGElement): void {
    const [inner, outer] = [part.getBoundingClientRect(), this.frame.getBoundingClientRect()];
    const unit = this.unit();
    const offset = (low: number, high: number, least: number, most: number) =>
      low < least || high - low > most - least ? low - least - 20 : high > most ? high - most + 20 : 0;
    const [dx, dy] = [
      offset(inner.left, inner.right, outer.left, outer.right),
      offset(inner.top, inner.bottom, outer.top, outer.bottom),
    ];
    if (dx !== 0 || dy !== 0) {
      this.pan(dx * unit, dy * unit);
    }
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const unit = this.unit() * PAN;
    const actions: Readonly<Record<string, () => void>> = {
      '+': () => this.zoom(STEP),
      '=': () => this.zoom(STEP),
      '-': () => this.zoom(1 / STEP),
      '0': () => this.fit(),
      ArrowLeft: () => this.pan(-unit, 0),
      ArrowRight: () => this.pan(unit, 0),
      ArrowUp: () => this.pan(0, -unit),
      ArrowDown: () => this.pan(0, unit),
    };
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
    if (action !== undefined) {
      event.preventDefault();
      action();
    }
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    this.zoom(Math.exp(-event.deltaY / (event.ctrlKey ? 100 : 500)), this.pointAt(event));
  }

  private press(event: PointerEvent): void {
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    this.hasMoved = false;
  }

  private move(event: PointerEvent): void {
    const before = this.pointers.get(event.pointerId);
    if (before === undefined) {
      return;
    }
    const [dx, dy] = [event.clientX - before.x, event.clientY - before.y];
    if (!this.hasMoved && Math.hypot(dx, dy) < 4) {
      return;
    }
    this.hasMoved = true;
    this.frame.classList.add('held');
    const others = [...this.pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const unit = this.unit();
    if (others.length === 0) {
      this.pan(-dx * unit, -dy * unit);
      return;
    }
    const [other] = others;
    const distance = (point: { x: number; y: number }) => Math.hypot(point.x - other.x, point.y - other.y) || 1;
    const middle = { clientX: (event.clientX + other.x) / 2, clientY: (event.clientY + other.y) / 2 };
    this.zoom(distance({ x: event.clientX, y: event.clientY }) / distance(before), this.pointAt(middle));
  }

  private release(event: PointerEvent): void {
    this.pointers.delete(event.pointerId);
    this.frame.classList.remove('held');
  }

  private pan(dx: number, dy: number): void {
    this.set({ ...this.seen, x: this.seen.x + dx, y: this.seen.y + dy });
  }

  private middle(): { x: number; y: number } {
    const { x, y, width, height } = this.seen;
    return { x: x + width / 2, y: y + height / 2 };
  }

  /** Where in the picture a point of the screen is. */
  private pointAt({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): {
    x: number;
    y: number;
  } {
    const { left, top, width, height } = this.frame.getBoundingClientRect();
    const unit = this.unit();
    const middle = this.middle();
    return { x: middle.x + (clientX - left - width / 2) * unit, y: middle.y + (clientY - top - height / 2) * unit };
  }

  /** How much of the picture a pixel of the screen shows. */
  private unit(): number {
    const { clientWidth, clientHeight } = this.frame;
    return Math.max(this.seen.width / (clientWidth || 1), this.seen.height / (clientHeight || 1));
  }

  private set(seen: Box): void {
    this.seen = seen;
    this.frame
      .querySelector('svg')
      ?.setAttribute('viewBox', [seen.x, seen.y, seen.width, seen.height].map((each) => each.toFixed(2)).join(' '));
  }
}
