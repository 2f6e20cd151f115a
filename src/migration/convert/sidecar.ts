import { isJsonObject } from '../../mesh/wire/json';
import { factory, json, object } from '../code/expression';
import { destination } from './backends';
import { Inexpressible } from './inexpressible';
import { KindConverter } from './kind';
import { Converter, Properties } from './properties';
import { serverTls } from './server-tls';
import { connectionPool } from './traffic-policy';
import { enumOf, list, number, struct, structWithOverrides, text, textOf, whole, workloadLabels } from './values';

const port = struct((each) =>
  each.take('number', number).take('protocol', enumOf('Protocol')).take('name', text).take('targetPort', number),
);

const ingress = structWithOverrides((listener) => {
  listener.add('port', listener.need('port', port));
  listener
    .take('bind', text)
    .take('captureMode', enumOf('CaptureMode'))
    .take('defaultEndpoint', text)
    .take('tls', serverTls)
    .take('connectionPool', connectionPool);
});

/** A host that a sidecar is told of, as `namespace/host`. */
const egressHost: Converter = (value) => {
  const written = textOf(value);
  const [namespace, host, ...others] = written.split('/');
  if (host === undefined || others.length > 0) {
    throw new Inexpressible();
  }
  if (namespace.startsWith('~')) {
    return written === '~/*'
      ? whole(factory('EgressHost', 'nothing'))
      : whole(factory('EgressHost', 'exclude', included(namespace.slice(1), host)));
  }
  return whole(included(namespace, host));
};

function included(namespace: string, host: string): ReturnType<typeof factory> {
  if (host === '*' && namespace === '*') {
    return factory('EgressHost', 'all');
  }
  if (host === '*') {
    return namespace === '.'
      ? factory('EgressHost', 'ownNamespace')
      : factory('EgressHost', 'namespace', json(namespace));
  }
  const options = namespace === '*' ? [] : [object([['namespace', json(namespace)]])];
  return factory('EgressHost', 'host', json(host), ...options);
}

const egress = structWithOverrides((listener) => {
  listener.add('hosts', listener.need('hosts', list(egressHost)));
  listener.take('port', port).take('bind', text).take('captureMode', enumOf('CaptureMode'));
});

/** Where traffic to unknown hosts goes. */
const outboundTrafficPolicy: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const mode = properties.peek('mode');
  if (mode !== 'REGISTRY_ONLY' && mode !== 'ALLOW_ANY') {
    throw new Inexpressible();
  }
  properties.drop('mode');
  if (mode === 'ALLOW_ANY') {
    properties.take('egressProxy', egressProxy);
  }
  const method = mode === 'ALLOW_ANY' ? 'allowAny' : 'registryOnly';
  return whole(factory('OutboundTrafficPolicy', method, properties.withOverrides()));
};

/** Short names mean nothing here, so the Service is named in full, even in its own namespace. */
const egressProxy: Converter = (value, at) => {
  const [name, namespace, ...domain] = textOf(isJsonObject(value) ? value.host : undefined).split('.');
  const isHere = namespace === at.conversion.namespace && domain.join('.') === 'svc.cluster.local';
  return destination(isHere ? { ...(value as object), host: name } : value, at);
};

/** What proxies know of the mesh. */
export const SIDECAR: KindConverter = {
  group: 'networking.istio.io',
  kind: 'Sidecar',
  take: (spec) => {
    spec
      .take('workloadSelector', workloadLabels('labels'))
      .take('ingress', list(ingress))
      .take('egress', list(egress))
      .take('outboundTrafficPolicy', outboundTrafficPolicy)
      .take('inboundConnectionPool', connectionPool);
  },
};
