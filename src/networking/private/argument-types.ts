import { IConstruct } from 'constructs';
import { checkHas, checkType, propertyOf } from '../../kernel/value-type';

/** Throws unless the value is a Backend; what stands for one otherwise, a Service or its name, is the usual slip. */
export function checkBackend<T>(backend: T, field = 'a backend', at?: IConstruct): T {
  return checkHas(backend, '_host', {
    at,
    field,
    type: 'a Backend',
    fix: (value) =>
      typeof value === 'string'
        ? `write Backend.named('${value}')`
        : 'write Backend.service(service) for a Service of cdk8s-plus-27, Backend.named(name) for one in the cluster',
  });
}

/** Throws unless the value is a Destination. */
export function checkDestination<T>(destination: T, field: string): T {
  return checkHas(destination, '_render', {
    field,
    type: 'a Destination',
    fix: 'write Destination.backend(backend), or Destination.subset(rule.subset(name))',
  });
}

/** Throws unless the value is an HttpRetry. */
export function checkRetries<T>(retries: T, at?: IConstruct): T {
  return checkHas(retries, '_render', {
    at,
    field: 'retries',
    type: 'an HttpRetry',
    fix: 'write HttpRetry.attempts(2), or HttpRetry.disabled()',
  });
}

/** Throws unless the value is an HttpMatch. */
export function checkMatch<T>(match: T): T {
  return checkHas(match, '_render', {
    field: 'a match',
    type: 'an HttpMatch',
    fix: 'write HttpMatch.pathPrefix(), .header() and the like; for gRPC GrpcMatch.of()',
  });
}

/** Throws unless the value is a route of this type. */
export function checkRoute<T>(route: T, type: 'an HttpRoute' | 'a TlsRoute' | 'a TcpRoute', at: IConstruct): T {
  return checkHas(route, '_render', {
    at,
    field: 'a route',
    type,
    fix: 'make it with the factories of its class, whose `overrides` take fields as Istio has them',
  });
}

/** Throws unless the value is a Server. */
export function checkServer<T>(server: T, at: IConstruct): T {
  return checkHas(server, '_render', {
    at,
    field: 'a server of a Gateway',
    type: 'a Server',
    fix: 'make it with Server.https(), Server.http() and the like, whose `overrides` take fields as Istio has them',
  });
}

/** Throws unless the value is a credential. */
export function checkCredential<T>(credential: T, at: IConstruct): T {
  return checkHas(credential, 'bind', {
    at,
    field: 'credential',
    type: 'a Credential',
    fix: (value) =>
      `write Credential.existing(${typeof value === 'string' ? `'${value}'` : 'name'}), or another of its sources`,
  });
}

/** Throws unless the value is a Gateway or a reference to one. */
export function checkGateway<T>(gateway: T, at: IConstruct): T {
  return checkType(gateway, typeof propertyOf(gateway, 'name') === 'string', {
    at,
    field: 'a gateway',
    type: 'a Gateway or a reference to one',
    fix: (value) =>
      value === 'mesh'
        ? 'write Gateway.MESH'
        : `write Gateway.fromGatewayName(this, id, ${typeof value === 'string' ? `'${value}'` : 'name'}) for one in the cluster`,
  });
}
