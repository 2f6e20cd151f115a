import { request as httpRequest } from 'node:http';
import { connect, Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import { RecordedRequest } from '../../scripts/lib/traffic-case';

/** A certificate with its key, as PEM. */
export interface ClientCertificate {
  readonly cert: string;
  readonly key: string;
}

/** What came of one request. */
export interface Exchanged {
  readonly connection: 'ok' | 'refused' | 'tls-error' | 'closed';
  /** The certificate that was shown, as DER. */
  readonly certificate?: Buffer;
  readonly status?: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
  /** Until the answer began. */
  readonly seconds: number;
}

const TIMEOUT = 15_000;

/** Sends a request of a case as it stands there, over a connection of its own. */
export async function exchange(recorded: RecordedRequest, certificate?: ClientCertificate): Promise<Exchanged> {
  // Not by URL, which would change the path.
  const [, scheme, host, port, target = '/'] = /^(https?):\/\/(\[[^\]]*\]|[^/?:]*)(?::(\d+))?([/?].*)?$/.exec(recorded.url) ?? [];
  if (scheme === undefined) {
    throw new Error(`${recorded.url} is no URL that can be sent here`);
  }
  const failed = (connection: Exchanged['connection'], shown?: Buffer): Exchanged => ({
    connection,
    ...(shown === undefined ? {} : { certificate: shown }),
    headers: {},
    body: '',
    seconds: 0,
  });
  const isTls = scheme === 'https';
  const plain = await opened(Number(port ?? (isTls ? 443 : 80)));
  if (plain === undefined) {
    return failed('refused');
  }
  const socket = isTls ? await secured(plain, recorded.sni ?? host, certificate) : plain;
  if (socket === undefined) {
    return failed('tls-error');
  }
  const shown = socket instanceof TLSSocket ? socket.getPeerX509Certificate()?.raw : undefined;
  const authority = port === undefined ? host : `${host}:${port}`;
  const answer = await answered(socket, recorded, authority, target.startsWith('?') ? `/${target}` : target);
  socket.destroy();
  return answer === undefined ? failed('closed', shown) : { ...answer, ...(shown === undefined ? {} : { certificate: shown }) };
}

function opened(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.setTimeout(TIMEOUT, () => socket.destroy());
    socket.once('error', () => resolve(undefined));
    socket.once('connect', () => resolve(socket));
  });
}

function secured(socket: Socket, servername: string, certificate?: ClientCertificate): Promise<TLSSocket | undefined> {
  return new Promise((resolve) => {
    const tls = connectTls({ socket, servername, rejectUnauthorized: false, ...certificate });
    tls.once('error', () => resolve(undefined));
    tls.once('close', () => resolve(undefined));
    tls.once('secureConnect', () => resolve(tls));
  });
}

function answered(
  socket: Socket,
  { method = 'GET', headers = {} }: RecordedRequest,
  authority: string,
  path: string,
): Promise<Exchanged | undefined> {
  return new Promise((resolve) => {
    const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
    const started = performance.now();
    const sent = httpRequest({
      createConnection: () => socket,
      setHost: false,
      method,
      path,
      headers: { host: authority, connection: 'close', ...named },
    });
    sent.once('error', () => resolve(undefined));
    sent.once('response', (response) => {
      const seconds = (performance.now() - started) / 1000;
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', () => resolve(undefined));
      response.once('end', () =>
        resolve({
          connection: 'ok',
          status: response.statusCode,
          headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')])),
          body: Buffer.concat(chunks).toString('latin1'),
          seconds,
        }),
      );
    });
    sent.end();
  });
}
