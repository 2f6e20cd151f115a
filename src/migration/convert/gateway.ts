import { isJsonObject, listAt, numberAt, textAt } from '../../mesh/wire/json';
import { Expression, factory, json, object } from '../code/expression';
import { Inexpressible } from './inexpressible';
import { KindConverter } from './kind';
import { Converter, Properties, Site } from './properties';
import { serverTls } from './server-tls';
import { list, number, text, texts, textOf, textMap, whole } from './values';

/** Servers at the edge. */
export const GATEWAY: KindConverter = {
  group: 'networking.istio.io',
  kind: 'Gateway',
  take: (spec) => {
    const workload = workloadOf(spec);
    if (workload !== undefined) {
      spec.add('workload', workload);
    }
    spec.take('servers', list(server));
  },
};

const USUAL_PORTS = [80, 443];
const USUAL_NAMESPACE = 'istio-system';

/** The pods of the gateway: their labels, the ports that their Service must open, where their certificates lie; undefined for the usual ones. */
export function workloadOf(spec: Properties): Expression | undefined {
  const selector = spec.convert('selector', textMap);
  if (selector === undefined) {
    return undefined;
  }
  const servers = listAt(spec.peek('servers'));
  const ports = [
    ...new Set(
      servers
        .filter((each) => textAt(each, 'bind') === undefined)
        .map((each) => numberAt(each, 'port', 'number'))
        .filter((port) => port !== undefined),
    ),
  ];
  const entries: Array<[string, Expression]> = [];
  const namespace = namespaceOf(servers, spec.at);
  if (namespace !== USUAL_NAMESPACE) {
    entries.push(['namespace', json(namespace)]);
  }
  if (JSON.stringify(spec.peek('selector')) !== '{"istio":"ingressgateway"}') {
    entries.push(['selector', selector]);
  }
  if (ports.some((port) => !USUAL_PORTS.includes(port))) {
    entries.push(['ports', json(ports.sort((a, b) => a - b))]);
  }
  return entries.length === 0 ? undefined : factory('GatewayWorkload', 'of', object(entries));
}

/** Where the Secrets of the servers are, as far as they are among the objects: a gateway reads its certificates beside its pods. */
function namespaceOf(servers: readonly unknown[], { conversion }: Site): string {
  const names = servers.map((each) => textAt(each, 'tls', 'credentialName')).filter((name) => name !== undefined);
  const namespaces = names
    .map((name) => conversion.references.secretNamespace(name))
    .filter((each) => each !== undefined);
  return namespaces.at(0) ?? USUAL_NAMESPACE;
}

const METHODS: { readonly [protocol: string]: string } = {
  HTTP: 'http',
  HTTP2: 'http2',
  GRPC: 'grpc',
  'GRPC-WEB': 'grpcWeb',
  HTTPS: 'https',
  TLS: 'tls',
  TCP: 'tcp',
  MONGO: 'mongo',
};
const USUAL_PORT: { readonly [protocol: string]: number } = {
  HTTP: 80,
  HTTP2: 80,
  GRPC: 80,
  'GRPC-WEB': 80,
  HTTPS: 443,
  TLS: 443,
  MONGO: 27017,
};

/** One server. */
const server: Converter = (value, at) => {
  const properties = new Properties(value, at);
  properties.add('hosts', properties.need('hosts', texts));
  const port = properties.peek('port');
  const protocol = textOf(isJsonObject(port) ? port.protocol : undefined);
  if (!Object.hasOwn(METHODS, protocol)) {
    throw new Inexpressible();
  }
  properties.drop('port');
  takePort(properties, protocol);
  properties.take('name', text).take('bind', text).take('defaultEndpoint', text);
  if (protocol === 'HTTPS' || protocol === 'TLS') {
    const tls = properties.need('tls', serverTls);
    return whole(factory('Server', METHODS[protocol], tls, properties.withOverrides()));
  }
  const redirects =
    isJsonObject(properties.peek('tls')) && JSON.stringify(properties.peek('tls')) === '{"httpsRedirect":true}';
  const method = redirects && protocol === 'HTTP' ? 'httpsRedirect' : METHODS[protocol];
  if (method === 'httpsRedirect') {
    properties.drop('tls');
  }
  return whole(factory('Server', method, properties.withOverrides()));
};

function takePort(properties: Properties, protocol: string): void {
  const port = new Properties(properties.peek('port'), properties.at.of('port')).drop('protocol');
  const usual = USUAL_PORT[protocol];
  const isOnSocket =
    textAt(properties.peek('bind')) !== undefined && String(properties.peek('bind')).startsWith('unix://');
  const code = port.need('number', number);
  const value = port.peek('number');
  if (value !== usual && !(isOnSocket && value === 0)) {
    properties.add('port', code);
  }
  const usualName = protocol.toLowerCase();
  const name = port.need('name', text);
  if (port.peek('name') !== (value === usual ? usualName : `${usualName}-${String(value)}`)) {
    properties.add('portName', name);
  }
  const targetPort = port.convert('targetPort', number);
  if (targetPort !== undefined) {
    properties.add('targetPort', targetPort);
  }
  if (port.rest !== undefined) {
    throw new Inexpressible();
  }
}
