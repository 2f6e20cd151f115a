import { show } from '../../kernel/errors';
import { Protocol } from '../../kernel/protocol';
import { Destination } from '../../networking/destination';
import { chosenPort } from './protocol-of-port';

/** What a Service declares its port for, and HTTP requests are lost on. */
const NOT_HTTP: readonly (Protocol | undefined)[] = [
  Protocol.MONGO,
  Protocol.MYSQL,
  Protocol.REDIS,
  Protocol.TCP,
  Protocol.TLS,
  Protocol.UDP,
];

/** What is wrong with sending HTTP requests to a destination, as far as its Service is part of the app. */
export function protocolFaults(destination: Destination): string[] {
  const port = chosenPort(destination._backend, destination.port);
  if (port === undefined || !NOT_HTTP.includes(port.protocol)) {
    return [];
  }
  return [
    `HTTP requests can't be sent to a port that is declared for ${port.protocol}\n` +
      `  received: port ${port.number}, named ${show(port.name)}\n` +
      "  fix: name the Service's port for what it speaks, such as 'http', or set its appProtocol",
  ];
}
