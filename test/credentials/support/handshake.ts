import { Duplex } from 'node:stream';
import { SecureContextOptions, TLSSocket, connect, createServer } from 'node:tls';

/** What a gateway has of a credential. */
export interface Served {
  readonly cert: string;
  readonly key: string;
  /** The CA for client certificates; undefined for a server that asks for none. */
  readonly clientCa?: string;
}

/** What a client knows. */
export interface Client extends SecureContextOptions {
  readonly servername: string;
  /** What it trusts. */
  readonly ca: string;
}

/** A TLS handshake in memory: `accepted`, or by which code of OpenSSL the client refuses the server or else the server the client. */
export async function handshake({ cert, key, clientCa }: Served, client: Client): Promise<string> {
  const [here, there] = pipe();
  const mutual = clientCa === undefined ? {} : { ca: clientCa, requestCert: true, rejectUnauthorized: false };
  const server = createServer({ cert, key, ...mutual });
  const ofServer = new Promise<string>((resolve) => {
    server.on('secureConnection', (socket: TLSSocket) => {
      const refusal = clientCa === undefined ? null : (socket.authorizationError as unknown as string | null);
      resolve(refusal ?? 'accepted');
    });
    server.on('tlsClientError', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
  server.emit('connection', there);
  const ofClient = new Promise<string>((resolve) => {
    const socket = connect({ ...client, socket: here }, () => resolve('accepted'));
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
  const result = await ofClient;
  const outcome = result === 'accepted' ? await ofServer : result;
  [here, there].forEach((end) => end.destroy());
  return outcome;
}

/** Two ends of a connection in memory. */
export function pipe(): [Duplex, Duplex] {
  const end = (other: () => Duplex): Duplex =>
    new Duplex({
      read: () => undefined,
      write(chunk, _encoding, done) {
        other().push(chunk);
        done();
      },
    });
  const here: Duplex = end(() => there);
  const there: Duplex = end(() => here);
  return [here, there];
}
