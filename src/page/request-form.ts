import { MeshGraph } from '../diagram/mesh-graph';
import { NodeKind } from '../diagram/node-kind';
import { Mesh } from '../mesh/mesh';
import { Client } from '../simulation/client';
import { Simulation } from '../simulation/simulation';
import { askedRequest, fillIn, questionOf } from './asked-request';
import { byId, make } from './dom';
import { litNodes } from './lit';
import { traceList } from './trace-list';

const MOST_PODS = 1000;

/** Asks for a request, sends it, and says where it went. */
export class RequestForm {
  private readonly clients: Client[] = [];
  private readonly from = byId('from', HTMLSelectElement);
  private readonly trace = byId('trace', HTMLElement);

  constructor(
    private readonly mesh: Mesh,
    private readonly graph: MeshGraph,
    private readonly light: (lit: ReadonlySet<string>) => void,
  ) {}

  /** Fills the form and listens. */
  public start(): void {
    const gateways = this.graph.nodes.filter(({ kind }) => kind === NodeKind.GATEWAY);
    const pods = this.graph.nodes.filter(({ kind }) => kind === NodeKind.WORKLOAD).slice(0, MOST_PODS);
    const namespaces = [...new Set(this.graph.nodes.map(({ namespace }) => namespace))]
      .filter((each) => each !== '')
      .sort();
    this.offer(
      'from outside, by',
      gateways.map(({ title, namespace, labels }) => [`${title} in ${namespace}`, Client.outside(labels, namespace)]),
    );
    this.offer('from a pod', [
      ...pods.map(({ title, namespace, labels }): [string, Client] => [
        `${title} in ${namespace}`,
        Client.pod(namespace, labels),
      ]),
      ...namespaces.map((each): [string, Client] => [`any other in ${each}`, Client.pod(each)]),
    ]);
    byId('request', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      this.send();
    });
    byId('clear', HTMLButtonElement).addEventListener('click', () => {
      history.replaceState(null, '', '#');
      this.trace.replaceChildren();
      this.light(new Set());
    });
    window.addEventListener('hashchange', () => this.answerAddress());
    this.answerAddress();
  }

  /** Sends the request that the address of the page has behind its `#`. */
  private answerAddress(): void {
    if (fillIn(location.hash.slice(1))) {
      this.send();
    }
  }

  private offer(label: string, clients: readonly [string, Client][]): void {
    const group = make('optgroup');
    group.label = label;
    for (const [name, client] of clients) {
      group.append(new Option(name, String(this.clients.length)));
      this.clients.push(client);
    }
    if (clients.length > 0) {
      this.from.append(group);
    }
  }

  private send(): void {
    try {
      const request = askedRequest(this.clients[Number(this.from.value)]);
      history.replaceState(null, '', `#${questionOf()}`);
      const trace = new Simulation(this.mesh).send(request);
      this.trace.replaceChildren(traceList(trace));
      this.light(litNodes(trace, this.graph));
    } catch (error) {
      this.trace.replaceChildren(make('p', 'wrong', error instanceof Error ? error.message : String(error)));
      this.light(new Set());
    }
  }
}
