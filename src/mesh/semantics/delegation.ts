import { HttpMatchRequest, HttpRoute, StringMatch } from '../wire/networking';

/** The route of a delegate within a route of its root; undefined where their conditions exclude each other, so that the route is left out. */
export function delegatedRoute(root: HttpRoute, delegate: HttpRoute): HttpRoute | undefined {
  const match = mergedMatches(root.match, delegate.match);
  if (match === undefined) {
    return undefined;
  }
  // What the delegate leaves open is the root's to say; where traffic goes is the delegate's alone.
  const inherited = { ...root, delegate: undefined, route: undefined, redirect: undefined };
  return { ...inherited, ...withoutUndefined(delegate), match, name: joined(root.name, delegate.name) };
}

function withoutUndefined(route: HttpRoute): HttpRoute {
  return Object.fromEntries(Object.entries(route).filter(([, value]) => value !== undefined));
}

function joined(root: string | undefined, delegate: string | undefined): string | undefined {
  return [root, delegate].filter((name) => name !== undefined && name !== '').join('-') || undefined;
}

type Matches = readonly HttpMatchRequest[];

/** Every pair of conditions that agree; undefined where a condition of the delegate agrees with none of the root's. */
function mergedMatches(root: Matches = [], delegate: Matches = []): Matches | undefined {
  if (root.length === 0 || delegate.length === 0) {
    return root.length === 0 ? delegate : root;
  }
  const merged: HttpMatchRequest[] = [];
  for (const inner of delegate) {
    const agreeing = root.filter((outer) => !isConflict(outer, inner));
    if (agreeing.length === 0) {
      return undefined;
    }
    merged.push(...agreeing.map((outer) => mergedMatch(outer, inner)));
  }
  return merged;
}

function mergedMatch(root: HttpMatchRequest, delegate: HttpMatchRequest): HttpMatchRequest {
  return {
    ...delegate,
    name: joined(root.name, delegate.name),
    uri: delegate.uri ?? root.uri,
    scheme: delegate.scheme ?? root.scheme,
    method: delegate.method ?? root.method,
    authority: delegate.authority ?? root.authority,
    headers: { ...root.headers, ...delegate.headers },
    withoutHeaders: { ...root.withoutHeaders, ...delegate.withoutHeaders },
    queryParams: { ...root.queryParams, ...delegate.queryParams },
    port: delegate.port || root.port,
    sourceLabels: { ...root.sourceLabels, ...delegate.sourceLabels },
    sourceNamespace: delegate.sourceNamespace || root.sourceNamespace,
    gateways: (delegate.gateways ?? []).length > 0 ? delegate.gateways : root.gateways,
    statPrefix: delegate.statPrefix || root.statPrefix,
  };
}

function isConflict(root: HttpMatchRequest, leaf: HttpMatchRequest): boolean {
  return (
    excludes(root.uri, leaf.uri) ||
    excludes(root.scheme, leaf.scheme) ||
    excludes(root.method, leaf.method) ||
    excludes(root.authority, leaf.authority) ||
    excludesAny(root.headers, leaf.headers) ||
    excludesAny(root.withoutHeaders, leaf.withoutHeaders) ||
    excludesAny(root.queryParams, leaf.queryParams) ||
    (root.ignoreUriCase ?? false) !== (leaf.ignoreUriCase ?? false) ||
    isPortConflict(root.port, leaf.port) ||
    ((root.sourceNamespace ?? '') !== '' && leaf.sourceNamespace !== root.sourceNamespace) ||
    Object.entries(leaf.sourceLabels ?? {}).some(([key, value]) => (root.sourceLabels?.[key] ?? value) !== value) ||
    isGatewayConflict(root.gateways, leaf.gateways)
  );
}

function isPortConflict(root = 0, leaf = 0): boolean {
  return root > 0 && leaf > 0 && root !== leaf;
}

function isGatewayConflict(root: readonly string[] = [], leaf: readonly string[] = []): boolean {
  if (root.length === 0 || leaf.length === 0) {
    return false;
  }
  return root.length < leaf.length || leaf.some((gateway) => !root.includes(gateway));
}

type StringMatches = { readonly [key: string]: StringMatch } | undefined;

function excludesAny(root: StringMatches, leaf: StringMatches): boolean {
  return Object.entries(leaf ?? {}).some(([key, match]) => excludes(own(root, key), match));
}

function own(matches: StringMatches, key: string): StringMatch | undefined {
  return matches !== undefined && Object.hasOwn(matches, key) ? matches[key] : undefined;
}

/** Whether the leaf is not within the root, as far as Istio compares them: regular expressions go with nothing. */
function excludes(root: StringMatch | undefined, leaf: StringMatch | undefined): boolean {
  if (root === undefined || leaf === undefined) {
    return false;
  }
  const isSet = ({ exact, prefix, regex }: StringMatch) => Boolean(exact || prefix || regex);
  if ((root.regex && isSet(leaf)) || (leaf.regex && isSet(root))) {
    return true;
  }
  if (root.exact) {
    return Boolean(leaf.prefix) || leaf.exact !== root.exact;
  }
  const inner = leaf.prefix || leaf.exact;
  return root.prefix && inner ? !inner.startsWith(root.prefix) : true;
}
