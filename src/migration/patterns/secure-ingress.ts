import { isJsonObject, listAt, numberAt, textAt } from '../../mesh/wire/json';
import { array, Expression, istio, json, member } from '../code/expression';
import { Conversion } from '../convert/conversion';
import { workloadOf } from '../convert/gateway';
import { Inexpressible } from '../convert/inexpressible';
import { Properties, Site } from '../convert/properties';
import { trafficPolicy } from '../convert/traffic-policy';
import { isSame } from '../difference';
import { RulesByHost } from '../grouping';
import { Manifest } from '../manifest';
import { PatternCode, PatternMatch } from './pattern';
import { IngressRoutes, ingressRoutes } from './redirect-by-route';
import { backendAt, plainBackend, routeCall } from './routes';
import { baseName, gatewayPairs, nameEntries } from './gateway-pairs';
import { objectOf, sharedMetadata, weightedSubsets } from './shares';
import { tlsEntries } from './tls-entries';

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
  return gatewayPairs(manifests).map((pair) => {
    const routes = ingressRoutes(pair.virtualService);
    const destinationRule = ruleFor(rootOf(routes), pair.virtualService.namespace, rules);
    return new SecureIngressMatch({ ...pair, destinationRule, routes });
  });
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
      ...tlsEntries(https, at),
      ['backend', backend],
      ['subsets', destinationRule && subsetsOf(destinationRule, root, at)],
      ['trafficPolicy', destinationRule && policyOf(destinationRule, at)],
      ['plainHttp', plainHttp === 'REDIRECT' ? undefined : member(istio('PlainHttp'), plainHttp)],
      ['httpPort', portOf(http, 80)],
      ['httpsPort', portOf(https, 443)],
      ['alsoInMesh', alsoInMesh ? json(true) : undefined],
      ['workload', workloadOf(new Properties(gateway.value.spec, at))],
      ...sharedMetadata(gateway, at),
    ]);
    const others = this.parts.routes.routes.filter((route) => route !== root);
    const calls = others.map((route) => routeCall(route, at, (each) => plainBackend(each, at)));
    return { className: 'SecureIngress', props, calls };
  }

  /** What all names begin with, where they do. */
  private get base(): string | undefined {
    const { gateway, virtualService, destinationRule } = this.parts;
    return baseName({ gateway, 'virtual-service': virtualService, 'destination-rule': destinationRule });
  }

  private nameEntries(): Array<[string, Expression]> {
    const { gateway, virtualService, destinationRule } = this.parts;
    return nameEntries(this.base, { gateway, virtualService, destinationRule });
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

function portOf(server: Server | undefined, usual: number): Expression | undefined {
  const port = numberAt(server, 'port', 'number');
  return port === undefined || port === usual ? undefined : json(port);
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

function subsetsOf(rule: Manifest, root: unknown, at: Site): Expression | undefined {
  return listAt(rule.value, 'spec', 'subsets').length === 0 ? undefined : array(weightedSubsets(rule, root, at));
}

function policyOf(rule: Manifest, at: Site): Expression | undefined {
  return new Properties(rule.value.spec, at).convert('trafficPolicy', trafficPolicy);
}
