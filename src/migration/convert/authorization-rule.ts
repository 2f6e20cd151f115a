import { call, Expression, factory, json, member, ObjectLiteral } from '../code/expression';
import { Inexpressible } from './inexpressible';
import { Converter, Properties } from './properties';
import { list, numbers, texts, textOf, whole } from './values';

/** One rule of an AuthorizationPolicy. */
export const authorizationRule: Converter = (value, at) => {
  const properties = new Properties(value, at);
  if (properties.rest === undefined) {
    return whole(factory('AuthorizationRule', 'any'));
  }
  properties
    .take('from', list(wrapped('source', source)))
    .take('to', operations)
    .take('when', list(condition));
  return whole(factory('AuthorizationRule', 'of', properties.withOverrides()));
};

/** What may be done, in a rule. */
export const operations: Converter = (value, at) => list(wrapped('operation', operation))(value, at);

/** What stands alone in an object. */
function wrapped(field: string, converter: Converter): Converter {
  return (value, at) => {
    const properties = new Properties(value, at);
    const code = properties.need(field, converter);
    properties.strictly();
    return whole(code);
  };
}

const SOURCES: { readonly [field: string]: string } = {
  principals: 'principal',
  notPrincipals: 'notPrincipal',
  namespaces: 'namespace',
  notNamespaces: 'notNamespace',
  trustDomains: 'trustDomain',
  notTrustDomains: 'notTrustDomain',
  ipBlocks: 'ipBlock',
  notIpBlocks: 'notIpBlock',
  remoteIpBlocks: 'remoteIpBlock',
  notRemoteIpBlocks: 'notRemoteIpBlock',
  requestPrincipals: 'requestPrincipal',
  notRequestPrincipals: 'notRequestPrincipal',
};

const source: Converter = (value, at) => {
  const properties = new Properties(value, at);
  [...Object.keys(SOURCES), 'serviceAccounts', 'notServiceAccounts'].forEach((field) => properties.take(field, texts));
  return whole(short('Source', SOURCES, properties.withOverrides()));
};

const OPERATIONS: { readonly [field: string]: string } = {
  methods: 'method',
  notMethods: 'notMethod',
  paths: 'path',
  notPaths: 'notPath',
  hosts: 'host',
  notHosts: 'notHost',
  ports: 'port',
  notPorts: 'notPort',
};

const operation: Converter = (value, at) => {
  const properties = new Properties(value, at);
  Object.keys(OPERATIONS).forEach((field) => properties.take(field, /ports$/i.test(field) ? ports : texts));
  return whole(short('Operation', OPERATIONS, properties.withOverrides()));
};

/** What says one thing has a factory of its own. */
function short(className: string, methods: { readonly [field: string]: string }, props: ObjectLiteral): Expression {
  const [only, ...others] = props.entries;
  if (only !== undefined && others.length === 0 && Object.hasOwn(methods, only[0]) && only[1].type === 'array') {
    return factory(className, methods[only[0]], ...only[1].items);
  }
  return factory(className, 'of', props);
}

/** Ports are texts there, and numbers here. */
const ports: Converter = (value, at) => {
  if (!Array.isArray(value)) {
    throw new Inexpressible();
  }
  const converted = value.map(Number);
  if (converted.some((port, index) => String(port) !== value[index])) {
    throw new Inexpressible();
  }
  return numbers(converted, at);
};

const CONDITIONS: { readonly [key: string]: string } = {
  'source.ip': 'sourceIp',
  'remote.ip': 'remoteIp',
  'source.namespace': 'sourceNamespace',
  'source.serviceAccount': 'sourceServiceAccount',
  'source.principal': 'sourcePrincipal',
  'source.trustDomain': 'sourceTrustDomain',
  'request.auth.principal': 'requestPrincipal',
  'request.auth.audiences': 'requestAudience',
  'request.auth.presenter': 'requestPresenter',
  'destination.ip': 'destinationIp',
  'connection.sni': 'connectionSni',
};

const condition: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const key = textOf(properties.peek('key'));
  const values = itemsIn(properties.drop('key').convert('values', texts));
  const notValues = itemsIn(properties.convert('notValues', texts));
  properties.strictly();
  const positive = conditionCode(key, values);
  return whole(notValues.length === 0 ? positive : call(member(positive, 'butNot'), ...notValues));
};

function conditionCode(key: string, values: readonly Expression[]): Expression {
  const header = /^request\.headers\[([^[\]]+)\]$/.exec(key)?.[1];
  if (header !== undefined) {
    return factory('Condition', 'header', json(header), ...values);
  }
  const claim = /^request\.auth\.claims\[([^[\]]+)\]$/.exec(key)?.[1];
  if (claim !== undefined) {
    return factory('Condition', 'requestClaim', json(claim), ...values);
  }
  return Object.hasOwn(CONDITIONS, key)
    ? factory('Condition', CONDITIONS[key], ...values)
    : factory('Condition', 'of', json(key), ...values);
}

function itemsIn(code: Expression | undefined): readonly Expression[] {
  return code?.type === 'array' ? code.items : [];
}
