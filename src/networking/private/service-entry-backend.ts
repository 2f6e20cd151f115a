import { show } from '../../kernel/errors';
import { checkPort } from '../../kernel/port';
import { Backend } from '../backend';
import { Field } from './field';
import { KnownPort } from './service-ports';

/** One host of a ServiceEntry, written as it is. */
export class ServiceEntryBackend extends Backend {
  constructor(
    private readonly host: string,
    private readonly ports: KnownPort[] | undefined,
    port: number | undefined,
  ) {
    super(port);
  }

  public _host(): string {
    return this.host;
  }

  public override get _isInApp(): boolean {
    return true;
  }

  public override _knownPorts(): KnownPort[] | undefined {
    return this.ports;
  }

  public get _identity(): string {
    return this.host;
  }
}

/** The backend for a host and a port of a ServiceEntry; throws unless there is such a one. */
export function backendOfEntry(
  hosts: readonly string[],
  ports: KnownPort[] | undefined,
  host: string | undefined,
  port: number | undefined,
): Backend {
  return new ServiceEntryBackend(chooseHost(hosts, host), ports, port === undefined ? port : choosePort(ports, port));
}

function chooseHost(hosts: readonly string[], wanted: string | undefined): string {
  const field = new Field('host');
  const host = wanted ?? hosts[0];
  if (wanted === undefined && hosts.length !== 1) {
    throw field.fault('must be given, because the ServiceEntry has several', hosts, 'choose one of them');
  }
  if (!hosts.includes(host)) {
    throw field.fault(
      'must be a host of the ServiceEntry, written the same',
      host,
      `choose one of ${show(hosts)}, or add it there`,
    );
  }
  if (!host.includes('.')) {
    throw field.fault(
      'must have a dot, or routes take it for a Kubernetes Service of their own namespace',
      host,
      'give the ServiceEntry a host with a domain',
    );
  }
  return host;
}

function choosePort(ports: KnownPort[] | undefined, wanted: number): number {
  const field = new Field('port');
  const numbers = ports?.map((port) => port.number);
  if (numbers !== undefined && !numbers.includes(wanted)) {
    throw field.fault('must be a port of the ServiceEntry', wanted, `choose one of ${show(numbers)}`);
  }
  return checkPort(wanted, 'port');
}
