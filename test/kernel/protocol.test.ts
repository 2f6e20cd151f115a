import { Protocol, carriesHttp, protocolOfAppProtocol, protocolOfPortName } from '../../src/kernel/protocol';

test.each([
  ['http', Protocol.HTTP],
  ['HTTP-web', Protocol.HTTP],
  ['http2', Protocol.HTTP2],
  ['https', Protocol.HTTPS],
  ['grpc', Protocol.GRPC],
  ['grpc-web', Protocol.GRPC_WEB],
  ['grpc-web-api', Protocol.GRPC_WEB],
  ['grpc-api', Protocol.GRPC],
  ['mysql', Protocol.MYSQL],
  ['udp-dns', Protocol.UDP],
  ['httpbin', undefined],
  ['web', undefined],
  ['', undefined],
])('a port named %p speaks %p', (name, protocol) => {
  expect(protocolOfPortName(name)).toBe(protocol);
});

test.each([
  ['http', Protocol.HTTP],
  ['kubernetes.io/h2c', Protocol.HTTP2],
  ['kubernetes.io/ws', Protocol.HTTP],
  ['grpc', Protocol.GRPC],
  ['example.com/own', undefined],
])('appProtocol %p is %p', (name, protocol) => {
  expect(protocolOfAppProtocol(name)).toBe(protocol);
});

test('HTTP routes see HTTP in plain text only', () => {
  const seen = Object.values(Protocol).filter(carriesHttp);
  expect(seen).toEqual([Protocol.HTTP, Protocol.HTTP2, Protocol.GRPC, Protocol.GRPC_WEB]);
});
