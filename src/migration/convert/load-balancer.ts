import { Expression, factory } from '../code/expression';
import { Inexpressible } from './inexpressible';
import { Converter, Properties } from './properties';
import { duration, flag, list, number, numberMap, struct, text, texts, textOf, whole } from './values';

const SIMPLE: { readonly [algorithm: string]: string } = {
  UNSPECIFIED: 'unspecified',
  LEAST_REQUEST: 'leastRequest',
  ROUND_ROBIN: 'roundRobin',
  RANDOM: 'random',
  PASSTHROUGH: 'passthrough',
  LEAST_CONN: 'leastConn',
};

/** How requests are shared among endpoints. */
export const loadBalancer: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const hash = properties.has('consistentHash') ? [properties.need('consistentHash', consistentHash)] : [];
  const simple = properties.peek('simple');
  if (hash.length === 0 && (typeof simple !== 'string' || !Object.hasOwn(SIMPLE, simple))) {
    throw new Inexpressible();
  }
  const method = hash.length > 0 ? 'consistentHash' : SIMPLE[textOf(simple)];
  if (hash.length === 0) {
    properties.drop('simple');
  }
  if (method !== 'passthrough') {
    properties.take('localityLbSetting', localities).take('zoneAwareLbSetting', zones);
  }
  if (!['passthrough', 'random', 'consistentHash'].includes(method)) {
    properties.take('warmup', warmup).take('warmupDurationSecs', duration);
  }
  return { code: factory('LoadBalancer', method, ...hash, properties.taken), rest: properties.rest };
};

const warmup = struct((each) => {
  each.add('duration', each.need('duration', duration));
  each.take('minimumPercent', number).take('aggression', number);
});

/** What requests are hashed by, and how the ring is made. */
const consistentHash: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const { method, args } = keyOf(properties);
  const algorithm = properties.has('ringHash') ? 'ringHash' : properties.has('maglev') ? 'maglev' : undefined;
  properties.take('minimumRingSize', number);
  if (algorithm !== undefined) {
    properties.take(algorithm, algorithmOf(algorithm), 'algorithm');
  }
  return { code: factory('ConsistentHash', method, ...args, properties.taken), rest: properties.rest };
};

function keyOf(properties: Properties): { readonly method: string; readonly args: readonly Expression[] } {
  if (properties.has('httpHeaderName')) {
    return { method: 'header', args: [properties.need('httpHeaderName', text)] };
  }
  if (properties.has('httpCookie')) {
    return { method: 'cookie', args: [properties.need('httpCookie', cookie)] };
  }
  if (properties.has('httpQueryParameterName')) {
    return { method: 'queryParameter', args: [properties.need('httpQueryParameterName', text)] };
  }
  if (properties.peek('useSourceIp') !== true) {
    throw new Inexpressible();
  }
  properties.drop('useSourceIp');
  return { method: 'sourceIp', args: [] };
}

function algorithmOf(method: string): Converter {
  return (value, at) => {
    const properties = new Properties(value, at).take(method === 'maglev' ? 'tableSize' : 'minimumRingSize', number);
    return { code: factory('ConsistentHashAlgorithm', method, properties.taken), rest: properties.rest };
  };
}

const attribute: Converter = (value, at) =>
  whole(new Properties(value, at).take('name', text).take('value', text).strictly());

const cookie: Converter = (value, at) => {
  const properties = new Properties(value, at);
  properties.add('name', properties.need('name', text));
  properties.take('path', text).take('ttl', duration).take('attributes', list(attribute));
  return properties.loosely();
};

const failover = list((value, at) => whole(new Properties(value, at).take('from', text).take('to', text).strictly()));

const distribution: Converter = (value, at) =>
  whole(new Properties(value, at).take('from', text).take('to', numberMap).strictly());

/** Which places take over for which. */
const localities: Converter = (value, at) => {
  const properties = new Properties(value, at);
  if (properties.has('distribute')) {
    const entries = properties.need('distribute', list(distribution));
    return { code: factory('LocalityLoadBalancer', 'distribute', entries), rest: properties.rest };
  }
  if (properties.has('failover')) {
    const entries = properties.need('failover', failover);
    properties.take('failoverPriority', texts);
    return { code: factory('LocalityLoadBalancer', 'failover', entries, properties.taken), rest: properties.rest };
  }
  if (properties.has('failoverPriority')) {
    const labels = properties.need('failoverPriority', texts);
    return { code: factory('LocalityLoadBalancer', 'failoverPriority', labels), rest: properties.rest };
  }
  return switched('LocalityLoadBalancer', properties);
};

/** Whether endpoints of the same zone are preferred. */
const zones: Converter = (value, at) => {
  const properties = new Properties(value, at);
  if (properties.peek('enabled') === true) {
    properties.take('failover', failover).take('failoverPriority', texts).take('minClusterSize', number);
  }
  return switched('ZoneAwareLoadBalancer', properties);
};

function switched(className: string, properties: Properties): ReturnType<Converter> {
  properties.need('enabled', flag);
  const method = properties.peek('enabled') === true ? 'enabled' : 'disabled';
  return { code: factory(className, method, properties.taken), rest: properties.rest };
}
