import { isJsonObject, listAt, numberAt, textAt } from '../../mesh/wire/json';
import { array, Expression, factory, istio, json, member, object } from '../code/expression';
import { backendOf } from '../convert/backends';
import { Conversion } from '../convert/conversion';
import { workloadOf } from '../convert/gateway';
import { Inexpressible } from '../convert/inexpressible';
import { Properties, Site } from '../convert/properties';
import { enumOf, list } from '../convert/values';
import { trafficPolicy } from '../convert/traffic-policy';
import { isSame } from '../difference';
import { groupedBy, ofKind, RulesByHost } from '../grouping';
import { Manifest } from '../manifest';
import { PatternCode, PatternMatch } from './pattern';
import { IngressRoutes, ingressRoutes } from './redirect-by-route';
import { routeCall } from './routes';
import { objectOf, sharedMetadata, weightedSubsets } from './shares';

const MESH = 'mesh';

/** What a SecureIngress is made of. */
interface Members {
  readonly gateway: Manifest;
  readonly virtualService: Manifest;
  readonly destinationRule?: Manifest;
  readonly routes: IngressRoutes;
}

/** Gateways with one VirtualService, which end TLS and send what they take to Services. */
export function secureIngresses(manifests: readonly Manifest[], rules: RulesByHost): PatternMatch[] {
  const bound = groupedBy(ofKind(manifests, 'VirtualService'), gatewaysOf);
  return ofKind(manifests, 'Gateway').flatMap((gateway) => {
    const [virtualService, ...others] = bound.get(`${gateway.namespace ?? ''}/${gateway.name}`) ?? [];
    if (virtualService === undefined || others.length > 0 || virtualService.namespace !== gateway.namespace) {
      return [];
    }
    const routes = ingressRoutes(virtualService);
    const destinationRule = ruleFor(rootOf(routes), virtualService.namespace, rules);
    return [new SecureIngressMatch({ gateway, virtualService, destinationRule, routes })];
  });
}

/** The Gateways of a VirtualService, by namespace and name. */
function gatewaysOf({ namespace, value }: Manifest): string[] {
  const names = listAt(value, 'spec', 'gateways').filter((each) => typeof each === 'string');
  return names.map((name) => (name.includes('/') ? name : `${namespace ?? ''}/${name}`));
}

/** The rule for the host of the route that takes everything, where that route needs it. */
function ruleFor(root: unknown, namespace: string | undefined, rules: RulesByHost): Manifest | undefined {
  const destinations = listAt(root, 'route');
  const [rule, ...others] = rules.of(namespace, textAt(destinations.at(0), 'destination', 'host'));
  const usesSubsets = destinations.some((each) => textAt(each, 'destination', 'subset') !== undefined);
  const hasSubsets = rule !== undefined && listAt(rule.value, 'spec', 'subsets').length > 0;
  return others.length === 0 && usesSubsets === hasSubsets ? rule : undefined;
}

/** The route without a match. */
function rootOf({ routes }: IngressRoutes): unknown {
  return routes.find((route) => isJsonObject(route) && route.match === undefined);
}

class SecureIngressMatch implements PatternMatch {
  public readonly noun = 'ingress';
  public readonly members: readonly Manifest[];

  constructor(private readonly parts: Members) {
    const { gateway, virtualService, destinationRule } = parts;
    this.members = [gateway, virtualService, ...(destinationRule === undefined ? [] : [destinationRule])];
  }

  public get name(): string {
    return this.base ?? this.parts.virtualService.name;
  }

  public propertyOf(manifest: Manifest): string | undefined {
    return manifest === this.parts.gateway
      ? 'gateway'
      : manifest === this.parts.virtualService
        ? 'virtualService'
        : undefined;
  }

  public write(conversion: Conversion): PatternCode {
    const at = new Site(conversion, 'spec');
    const { gateway, virtualService, destinationRule } = this.parts;
    const { https, http, plainHttp: served } = serversOf(gateway);
    const root = rootOf(this.parts.routes);
    const plainHttp = this.parts.routes.redirectsPlainHttp ? 'REDIRECT_EXCEPT_ACME_CHALLENGES' : served;
    const backend = root === undefined ? undefined : backendCode(root, at);
    const alsoInMesh = listAt(virtualService.value, 'spec', 'gateways').includes(MESH);
    const props = objectOf([
      ...this.nameEntries(),
      ['hosts', json(https.hosts)],
      ['credential', credentialOf(https)],
      ['backend', backend],
      ['subsets', destinationRule && subsetsOf(destinationRule, root, at)],
      ['trafficPolicy', destinationRule && policyOf(destinationRule, at)],
      ['plainHttp', plainHttp === 'REDIRECT' ? undefined : member(istio('PlainHttp'), plainHttp)],
      ['httpPort', portOf(http, 80)],
      ['httpsPort', portOf(https, 443)],
      ['alsoInMesh', alsoInMesh ? json(true) : undefined],
      ['workload', workloadOf(new Properties(gateway.value.spec, at))],
      ['tls', tlsOf(https, at)],
      ...sharedMetadata(gateway, at),
    ]);
    const others = this.parts.routes.routes.filter((route) => route !== root);
    const calls = others.map((route) => routeCall(route, at, (each) => plainBackend(each, at)));
    return { className: 'SecureIngress', props, calls };
  }

  /** What all names begin with, where they do. */
  private get base(): string | undefined {
    const { gateway, virtualService, destinationRule } = this.parts;
    const base = gateway.name.replace(/-gateway$/, '');
    const isUsual =
      gateway.name === `${base}-gateway` &&
      virtualService.name === `${base}-virtual-service` &&
      (destinationRule === undefined || destinationRule.name === `${base}-destination-rule`);
    return isUsual ? base : undefined;
  }

  private nameEntries(): Array<[string, Expression]> {
    const { gateway, virtualService, destinationRule } = this.parts;
    if (this.base !== undefined) {
      return [['name', json(this.base)]];
    }
    const names = object([
      ['gateway', json(gateway.name)],
      ['virtualService', json(virtualService.name)],
      ...(destinationRule === undefined ? [] : [['destinationRule', json(destinationRule.name)] as const]),
    ]);
    return [['names', names]];
  }
}

type Server = { readonly [field: string]: unknown };

interface Servers {
  readonly https: Server;
  readonly http?: Server;
  readonly plainHttp: 'OFF' | 'SERVE' | 'REDIRECT';
}

/** One server that ends TLS, and perhaps one before it without. */
function serversOf(gateway: Manifest): Servers {
  const servers = listAt(gateway.value, 'spec', 'servers').filter(isJsonObject);
  const https = servers.at(-1);
  const http = servers.length === 2 ? servers[0] : undefined;
  const isKnown =
    textAt(https, 'port', 'protocol') === 'HTTPS' &&
    (http === undefined || textAt(http, 'port', 'protocol') === 'HTTP');
  if (https === undefined || servers.length > 2 || !isKnown || !isSame(https.hosts, (http ?? https).hosts)) {
    throw new Inexpressible();
  }
  const plainHttp = http === undefined ? 'OFF' : http.tls === undefined ? 'SERVE' : 'REDIRECT';
  return { https, http, plainHttp };
}

function credentialOf(https: Server): Expression {
  const name = textAt(https, 'tls', 'credentialName');
  if (name === undefined) {
    throw new Inexpressible();
  }
  return factory('Credential', 'existing', json(name));
}

function portOf(server: Server | undefined, usual: number): Expression | undefined {
  const port = numberAt(server, 'port', 'number');
  return port === undefined || port === usual ? undefined : json(port);
}

function tlsOf(https: Server, at: Site): Expression | undefined {
  const tls = new Properties(https.tls, at)
    .drop('mode', 'credentialName')
    .take('minProtocolVersion', enumOf('TlsVersion'))
    .take('maxProtocolVersion', enumOf('TlsVersion'))
    .take('cipherSuites', list(enumOf('CipherSuite')))
    .strictly();
  return tls.entries.length === 0 ? undefined : tls;
}

/** The backend of the route that takes everything, which has one, whatever its subsets. */
function backendCode(root: unknown, at: Site): Expression {
  const destinations = listAt(root, 'route').map((each) => (isJsonObject(each) ? each.destination : undefined));
  const withoutSubset = destinations.map((each) => (isJsonObject(each) ? { ...each, subset: undefined } : undefined));
  const [first] = withoutSubset;
  if (first === undefined || withoutSubset.some((each) => !isSame(first, each))) {
    throw new Inexpressible();
  }
  return backendAt(first, at);
}

function backendAt(destination: unknown, at: Site): Expression {
  const host = textAt(destination, 'host');
  const port = numberAt(destination, 'port', 'number');
  if (host === undefined) {
    throw new Inexpressible();
  }
  return backendOf(host, at, port === undefined ? undefined : object([['port', json(port)]]));
}

/** The backend of a destination that has nothing beside it. */
function plainBackend(each: unknown, at: Site): Expression | undefined {
  const isPlain = isJsonObject(each) && Object.keys(each).join() === 'destination';
  return isPlain && textAt(each.destination, 'subset') === undefined ? backendAt(each.destination, at) : undefined;
}

function subsetsOf(rule: Manifest, root: unknown, at: Site): Expression | undefined {
  return listAt(rule.value, 'spec', 'subsets').length === 0 ? undefined : array(weightedSubsets(rule, root, at));
}

function policyOf(rule: Manifest, at: Site): Expression | undefined {
  return new Properties(rule.value.spec, at).convert('trafficPolicy', trafficPolicy);
}
