import { misuse } from '../../kernel/errors';
import { JsonMap, deepCopy } from '../../kernel/merge';
import { isSameJson } from '../../kernel/same-json';

type Provider = { readonly name?: unknown };

/** Both settings in one; throws where they contradict each other. */
export function joinSettings(one: JsonMap, other: JsonMap, path: string): JsonMap {
  const joined = { ...one };
  for (const [field, value] of Object.entries(other)) {
    const place = path === '' ? field : `${path}.${field}`;
    joined[field] = field in one ? joinValues(one[field], value, place) : deepCopy(value);
  }
  return joined;
}

function joinValues(one: unknown, other: unknown, path: string): unknown {
  if (path === 'extensionProviders' && Array.isArray(one) && Array.isArray(other)) {
    return (other as Provider[]).reduce(addProvider, [...(one as Provider[])]);
  }
  if (isMap(one) && isMap(other)) {
    return joinSettings(one, other, path);
  }
  if (!isSameJson(one, other)) {
    throw conflict(path, one, other);
  }
  return one;
}

function addProvider(providers: Provider[], provider: Provider): Provider[] {
  // Istio compares names without regard to case.
  const known = providers.find(({ name }) => String(name).toLowerCase() === String(provider.name).toLowerCase());
  if (known === undefined) {
    return [...providers, deepCopy(provider)];
  }
  if (!isSameJson(known, provider)) {
    throw conflict(`extensionProviders[${String(provider.name)}]`, known, provider);
  }
  return providers;
}

function conflict(path: string, one: unknown, other: unknown): Error {
  return misuse({
    rule: `${path} of the mesh config can't be two things at once`,
    received: [one, other],
    fix: 'say it once; extension providers need names of their own',
  });
}

function isMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
