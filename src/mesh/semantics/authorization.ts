import { AuthorizationPolicySpec, Condition, Operation, Rule, Source } from '../wire/security';
import { at, JsonObject, textAt } from '../wire/json';
import { isInCidr } from './ip-address';
import { bracketed, claimTexts } from './routing-claim';
import { headerOf, HttpFacts } from './request-match';
import { matchesPathTemplate } from './path-template';

/** What of a request or a connection policies can ask for. */
export interface AuthorizationFacts {
  /** Undefined of a connection of which only bytes are seen. */
  readonly http: HttpFacts | undefined;
  /** Identity of the client without `spiffe://`: `cluster.local/ns/shop/sa/web`; undefined of one without mutual TLS. */
  readonly principal: string | undefined;
  readonly sourceIp: string | undefined;
  /** Address of the client behind proxies. */
  readonly remoteIp: string | undefined;
  readonly destinationIp: string | undefined;
  readonly destinationPort: number;
  readonly sni: string | undefined;
}

/** What Istio makes of a condition that only HTTP has, where there is none: an ALLOW rule is void, in others the condition is left out. */
type Strictness = 'void' | 'leave out';

type Test = (value: string) => boolean;

/** The first rule of a policy that matches; undefined where none does. */
export function matchingRule(
  spec: AuthorizationPolicySpec,
  policyNamespace: string,
  facts: AuthorizationFacts,
): number | undefined {
  const strictness = (spec.action ?? 'ALLOW') === 'ALLOW' ? 'void' : 'leave out';
  const index = (spec.rules ?? []).findIndex((rule) => matchesRule(rule, policyNamespace, facts, strictness));
  return index < 0 ? undefined : index;
}

/** Whether a rule matches: one of its sources, one of its operations, and all of its conditions. */
export function matchesRule(
  { from = [], to = [], when = [] }: Rule,
  policyNamespace: string,
  facts: AuthorizationFacts,
  strictness: Strictness,
): boolean {
  const tests = new Tests(policyNamespace, facts, strictness);
  return (
    !when.some(({ key }) => !tests.knows(key)) &&
    (from.length === 0 || from.some(({ source = {} }) => tests.source(source))) &&
    (to.length === 0 || to.some(({ operation = {} }) => tests.operation(operation))) &&
    when.every((condition) => tests.condition(condition))
  );
}

class Tests {
  constructor(
    private readonly policyNamespace: string,
    private readonly facts: AuthorizationFacts,
    private readonly strictness: Strictness,
  ) {}

  public source(source: Source): boolean {
    return (
      this.all('source.principal', source.principals, source.notPrincipals) &&
      this.all('request.auth.principal', source.requestPrincipals, source.notRequestPrincipals) &&
      this.all('source.namespace', source.namespaces, source.notNamespaces) &&
      this.all('source.serviceAccount', source.serviceAccounts, source.notServiceAccounts) &&
      this.all('source.trustDomain', source.trustDomains, source.notTrustDomains) &&
      this.all('remote.ip', source.remoteIpBlocks, source.notRemoteIpBlocks) &&
      this.all('source.ip', source.ipBlocks, source.notIpBlocks)
    );
  }

  public operation(operation: Operation): boolean {
    return (
      this.all('host', operation.hosts, operation.notHosts) &&
      this.all('method', operation.methods, operation.notMethods) &&
      this.all('path', operation.paths, operation.notPaths) &&
      this.all('destination.port', operation.ports, operation.notPorts)
    );
  }

  public condition({ key, values, notValues }: Condition): boolean {
    return this.all(key, values, notValues);
  }

  public knows(key: string): boolean {
    return (
      CONNECTION_KEYS.has(key) ||
      key.startsWith('request.headers') ||
      key.startsWith('request.auth.') ||
      key.startsWith('experimental.envoy.filters.')
    );
  }

  private all(key: string, values: readonly string[] = [], notValues: readonly string[] = []): boolean {
    if (values.length === 0 && notValues.length === 0) {
      return true;
    }
    const test = this.test(key);
    return test === undefined
      ? this.strictness === 'leave out'
      : (values.length === 0 || values.some(test)) && !notValues.some(test);
  }

  /** How values of a key are tested; undefined where Istio can't build the condition. */
  private test(key: string): Test | undefined {
    const { principal = '', sourceIp = '', remoteIp = '', destinationIp = '', destinationPort, sni = '' } = this.facts;
    switch (key) {
      case 'source.principal':
        return (value) => matchesValue(value, principal);
      case 'source.namespace':
        return (value) => new RegExp(`/ns/${globPattern(value)}/`).test(principal) && principal !== '';
      case 'source.serviceAccount':
        return (value) => isServiceAccount(value, principal, this.policyNamespace);
      case 'source.trustDomain':
        return (value) => matchesValue(value, principal.split('/')[0]);
      case 'source.ip':
        return (value) => isInCidr(sourceIp, value);
      case 'remote.ip':
        return (value) => isInCidr(remoteIp, value);
      case 'destination.ip':
        return (value) => isInCidr(destinationIp, value);
      case 'destination.port':
        return (value) => Number(value) === destinationPort;
      case 'connection.sni':
        return (value) => matchesValue(value, sni);
      default:
        return this.facts.http === undefined ? undefined : httpTest(key, this.facts.http);
    }
  }
}

const CONNECTION_KEYS = new Set([
  'source.ip',
  'remote.ip',
  'source.namespace',
  'source.trustDomain',
  'source.serviceAccount',
  'source.principal',
  'destination.ip',
  'destination.port',
  'connection.sni',
]);

function httpTest(key: string, http: HttpFacts): Test | undefined {
  switch (key) {
    case 'host':
      return (value) => matchesValue(value.toLowerCase(), http.authority.toLowerCase());
    case 'method':
      return (value) => matchesValue(value, http.method);
    case 'path':
      return (value) => (value.includes('{') ? matchesPathTemplate(value, http.path) : matchesValue(value, http.path));
    case 'request.auth.principal':
      return (value) => isRequestPrincipal(value, http.claims);
    case 'request.auth.audiences':
      return claimTest(http, ['aud']);
    case 'request.auth.presenter':
      return claimTest(http, ['azp']);
    default:
      return bracketTest(key, http);
  }
}

function bracketTest(key: string, http: HttpFacts): Test | undefined {
  const bracket = key.indexOf('[');
  const [attribute, names] = [key.slice(0, bracket), bracketed(key.slice(bracket))];
  if (bracket < 0 || names === undefined) {
    return undefined;
  }
  if (attribute === 'request.headers' && names.length === 1) {
    return (value) => {
      const header = headerOf(http, names[0]);
      return header !== undefined && (value === '*' || matchesValue(value, header));
    };
  }
  return attribute === 'request.auth.claims' ? claimTest(http, names) : undefined;
}

function claimTest({ claims }: HttpFacts, path: readonly string[]): Test {
  const texts = claimTexts(claims, path);
  return (value) => texts.some((text) => matchesValue(value, text));
}

/** Whether a value of a policy covers a text: `*` any but an empty one, `a*` and `*a` what begins and ends like it. */
export function matchesValue(value: string, text: string): boolean {
  if (value === '*') {
    return text !== '';
  }
  if (value.startsWith('*')) {
    return text.endsWith(value.slice(1));
  }
  return value.endsWith('*') ? text.startsWith(value.slice(0, -1)) : text === value;
}

/** `issuer/subject`; the issuer may have slashes of its own. */
function isRequestPrincipal(value: string, claims: JsonObject | undefined): boolean {
  const [issuer, subject] = [textAt(claims, 'iss') ?? '', textAt(claims, 'sub') ?? ''];
  if (claims === undefined || at(claims, 'iss') === undefined) {
    return false;
  }
  const slash = value.lastIndexOf('/');
  if (value === '*') {
    return issuer !== '' && subject !== '';
  }
  if (slash >= 0) {
    const [wantedIssuer, wantedSubject] = [value.slice(0, slash), value.slice(slash + 1)];
    return value.startsWith('*')
      ? matchesValue(wantedIssuer, issuer) && subject === wantedSubject
      : issuer === wantedIssuer && matchesValue(wantedSubject, subject);
  }
  if (value.startsWith('*')) {
    return issuer !== '' && subject.endsWith(value.slice(1));
  }
  return value.endsWith('*')
    ? issuer.startsWith(value.slice(0, -1)) && subject !== ''
    : issuer === value && subject === '';
}

function isServiceAccount(value: string, principal: string, policyNamespace: string): boolean {
  const slash = value.indexOf('/');
  const [namespace, account] = slash < 0 ? [policyNamespace, value] : [value.slice(0, slash), value.slice(slash + 1)];
  return new RegExp(`^[^/]+/ns/${escaped(namespace)}/(.+/|)sa/${escaped(account)}(/.+)?$`).test(principal);
}

function globPattern(value: string): string {
  return value.split('*').map(escaped).join('.*');
}

function escaped(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}/]/g, '\\$&');
}
