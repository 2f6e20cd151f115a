import { MeshGraph } from '../diagram/mesh-graph';
import { Mesh } from '../mesh/mesh';
import { Simulation } from '../simulation/simulation';
import { ClientChoice, outsideOf, podsOf } from './clients';
import { byId, make } from './dom';
import { FieldError } from './field-error';
import { litNodes } from './lit';
import { hashOf, questionIn } from './question';
import { RequestFields } from './request-fields';
import { requestOf } from './request-of';
import { traceList } from './trace-list';

/** Asks for a request, sends it, says where it went, and keeps the question in the address of the page. */
export class RequestForm {
  private readonly choices: readonly ClientChoice[];
  private readonly fields = new RequestFields();
  private readonly trace = byId('trace', HTMLElement);
  /** What stands behind the `#` of the address for what is seen. */
  private asked = '';

  constructor(
    private readonly mesh: Mesh,
    private readonly graph: MeshGraph,
    private readonly light: (lit: ReadonlySet<string>) => void,
  ) {
    const [outside, pods] = [outsideOf(graph), podsOf(graph, mesh)];
    this.offer('from outside, by', outside);
    this.offer('from a pod', pods);
    this.choices = [...outside, ...pods];
  }

  /** Listens, and asks what the address asks. */
  public start(): void {
    const form = byId('request', HTMLFormElement);
    this.fields.start();
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.send();
    });
    // Enter is a new line where there are several.
    form.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    byId('clear', HTMLButtonElement).addEventListener('click', () => {
      this.keep('');
      this.clear();
    });
    window.addEventListener('hashchange', () => {
      if (hashNow() !== this.asked) {
        this.follow();
      }
    });
    this.follow();
  }

  private offer(label: string, choices: readonly ClientChoice[]): void {
    const group = make('optgroup', '', ...choices.map(({ title, text }) => new Option(title, text)));
    group.label = label;
    if (choices.length > 0) {
      byId('from', HTMLSelectElement).append(group);
    }
  }

  /** Asks what the address asks: it was opened, or somebody went back to it. */
  private follow(): void {
    this.asked = hashNow();
    const question = questionIn(this.asked);
    if (question === undefined) {
      this.clear();
    } else if (this.fields.fill(question)) {
      this.send();
    } else {
      this.refuse(`Nobody here is ${question.from}, who sends the request of this address: choose somebody else.`);
    }
  }

  private send(): void {
    const question = this.fields.read();
    try {
      const from = this.choices.find(({ text }) => text === question.from)?.client;
      const trace = new Simulation(this.mesh).send(requestOf(question, from));
      this.fields.mark(undefined);
      this.keep(hashOf(question));
      this.trace.replaceChildren(traceList(trace));
      this.light(litNodes(trace, this.graph));
    } catch (error) {
      this.refuse(error instanceof Error ? error.message : String(error));
      this.fields.mark(error instanceof FieldError ? error.field : undefined);
    }
  }

  private refuse(message: string): void {
    this.trace.replaceChildren(make('p', 'wrong', message));
    this.light(new Set());
  }

  private clear(): void {
    this.fields.mark(undefined);
    if (this.trace.hasChildNodes()) {
      this.trace.replaceChildren();
      this.light(new Set());
    }
  }

  /** Puts a question into the address, so that it can be passed on and gone back to. */
  private keep(hash: string): void {
    this.asked = hash;
    if (hashNow() !== hash) {
      window.location.hash = hash;
    }
  }
}

function hashNow(): string {
  return window.location.hash.slice(1);
}
