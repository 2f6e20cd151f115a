/** A URL taken apart; nothing of it is decoded or normalized, as what a client sends is not. */
export interface UrlParts {
  readonly scheme: string;
  readonly host: string;
  /** Undefined where the URL names none. */
  readonly port: number | undefined;
  /** Path and query. */
  readonly target: string;
}

const URL_PATTERN = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/(\[[^\]]*\]|[^/?#:]*)(?::([0-9]{1,5}))?([/?][^#]*)?(?:#.*)?$/;

/** The schemes of requests and connections, and the port of each where a URL names none. */
export const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['https', 443],
  ['grpc', 80],
  ['tcp', 80],
  ['tls', 443],
]);

/** A host with its port, which is left out where the scheme has it by default. */
export function hostAndPort(scheme: string, host: string, port: number): string {
  return DEFAULT_PORTS.get(scheme) === port ? host : `${host}:${port}`;
}

/** The parts of a URL; undefined of a text that is none. */
export function parseUrl(url: string): UrlParts | undefined {
  const found = URL_PATTERN.exec(url);
  if (found === null) {
    return undefined;
  }
  const [, scheme, host, port, target = '/'] = found;
  return {
    scheme: scheme.toLowerCase(),
    host,
    port: port === undefined ? undefined : Number(port),
    target: target.startsWith('?') ? `/${target}` : target,
  };
}
