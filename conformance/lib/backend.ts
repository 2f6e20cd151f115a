import { createServer as createPlain, IncomingMessage, Server as PlainServer, ServerResponse } from 'node:http';
import { createSecureServer, createServer as createHttp2, Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { createServer, Server, Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import forge from 'node-forge';

/** What an endpoint of a case saw of a request. */
export interface Echo {
  readonly authority: string;
  readonly path: string;
  readonly protocol: string;
  readonly sni?: string;
  readonly headers: { readonly [name: string]: string };
  /** The address that it was called by, which says which workload it is. */
  readonly address: string;
}

/** The header that tells answers of the backend from those of proxies. */
export const ECHO_HEADER = 'x-conformance-echo';

/** The port of all endpoints: ServiceEntries of cases name it. */
export const BACKEND_PORT = 19080;

const TLS_HANDSHAKE = 0x16;
const HTTP2_PREFACE = 'PRI';

/**
 * All endpoints of a case: one server on all addresses of this machine, which answers with what it was asked, in plain text and TLS, HTTP/1.1
 * and HTTP/2.
 */
export class Backend {
  /** Starts it. */
  public static async start(): Promise<Backend> {
    const backend = new Backend();
    await new Promise<void>((resolve, reject) => backend.server.listen(BACKEND_PORT, '0.0.0.0', resolve).once('error', reject));
    return backend;
  }

  private readonly server: Server;
  private readonly open = new Set<Socket>();

  private constructor() {
    const plain = createPlain(answer);
    const http2 = createHttp2(answer);
    const secure = createSecureServer({ ...certificate(), allowHTTP1: true }, answer);
    this.server = createServer((socket) => {
      this.open.add(socket);
      socket.once('close', () => this.open.delete(socket));
      socket.on('error', () => socket.destroy());
      // The first bytes say what is spoken.
      socket.once('data', (first) => {
        socket.pause();
        socket.unshift(first);
        const target: { emit: PlainServer['emit'] } =
          first[0] === TLS_HANDSHAKE ? secure : first.toString('latin1').startsWith(HTTP2_PREFACE) ? http2 : plain;
        target.emit('connection', socket);
        process.nextTick(() => socket.resume());
      });
    });
  }

  /** Ends it, with all connections. */
  public async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.open.forEach((socket) => socket.destroy());
    await closed;
  }
}

function answer(request: IncomingMessage | Http2ServerRequest, response: ServerResponse | Http2ServerResponse): void {
  const socket = 'stream' in request ? (request.stream.session?.socket ?? request.socket) : request.socket;
  const { servername } = socket as Partial<TLSSocket>;
  const headers = Object.fromEntries(
    Object.entries(request.headers)
      .filter(([name]) => !name.startsWith(':') && name !== 'host')
      .map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
  );
  const echo: Echo = {
    authority: String(request.headers[':authority'] ?? request.headers.host ?? ''),
    path: request.url ?? '',
    protocol: request.httpVersion === '2.0' ? 'HTTP/2' : 'HTTP/1.1',
    ...(typeof servername === 'string' && servername !== '' ? { sni: servername } : {}),
    headers,
    address: socket.localAddress?.replace(/^::ffff:/, '') ?? '',
  };
  request.resume();
  response.statusCode = 200;
  // In a header, because the answer to a HEAD request has no body.
  response.setHeader(ECHO_HEADER, Buffer.from(JSON.stringify(echo)).toString('base64'));
  response.setHeader('content-type', 'text/plain');
  response.end();
}

/** A certificate for whatever a case calls its hosts; proxies do not look at it unless they are told to. */
function certificate(): { readonly key: string; readonly cert: string } {
  const keys = forge.pki.rsa.generateKeyPair(2048);
  const made = forge.pki.createCertificate();
  made.publicKey = keys.publicKey;
  made.serialNumber = '01';
  made.validity.notAfter = new Date(Date.now() + 24 * 3600 * 1000);
  const name = [{ name: 'commonName', value: 'backend' }];
  made.setSubject(name);
  made.setIssuer(name);
  made.setExtensions([{ name: 'subjectAltName', altNames: [{ type: 2, value: '*.example.com' }] }]);
  made.sign(keys.privateKey, forge.md.sha256.create());
  return { key: forge.pki.privateKeyToPem(keys.privateKey), cert: forge.pki.certificateToPem(made) };
}
