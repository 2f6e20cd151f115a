import { isCidr, isIpAddress } from './addresses';
import { byteLength } from './text';

const MOST_SERVICE_ACCOUNTS = 16;
const LONGEST_SERVICE_ACCOUNT = 320;
/** A segment of a path, as the templates of Envoy have it. */
const SEGMENT = /^[a-zA-Z0-9-._~%!$&'()+,;:@=]+$/;

/** Attributes of conditions, and what their values are. */
const ATTRIBUTES: { readonly [key: string]: (values: readonly string[]) => string | undefined } = {
  'source.ip': faultOfAddresses,
  'remote.ip': faultOfAddresses,
  'destination.ip': faultOfAddresses,
  'source.namespace': () => undefined,
  'source.principal': () => undefined,
  'request.auth.principal': () => undefined,
  'request.auth.audiences': () => undefined,
  'request.auth.presenter': () => undefined,
  'connection.sni': () => undefined,
  'source.serviceAccount': faultOfServiceAccount,
  'source.trustDomain': faultOfWildcards,
  'destination.port': faultOfPorts,
};
/** Attributes with a name in brackets. */
const MAPS = ['request.headers', 'request.auth.claims', 'experimental.envoy.filters.'];

/** Whether the text is an IP address or a CIDR range, as policies have them. */
export function isPolicyAddress(text: string): boolean {
  return text.includes('/') ? isCidr(text) : isIpAddress(text);
}

/** Whether the text is the number of a port, 0 included. */
export function isPolicyPort(text: string): boolean {
  return /^[0-9]+$/.test(text) && Number(text) <= 65535;
}

/** What is wrong with values none of which may be empty. */
export function faultOfEmpty(values: readonly string[]): string | undefined {
  return values.includes('') ? 'a value is empty' : undefined;
}

/** What is wrong with names of service accounts, with or without their namespace. */
export function faultOfServiceAccount(values: readonly string[]): string | undefined {
  if (values.length > MOST_SERVICE_ACCOUNTS) {
    return `there are more than ${MOST_SERVICE_ACCOUNTS} service accounts`;
  }
  const wrong = values.find(
    (value) => !/^[^/*]+(\/[^/*]+)?$/.test(value) || byteLength(value) > LONGEST_SERVICE_ACCOUNT,
  );
  return wrong === undefined ? undefined : `"${wrong}" is no service account: NAME or NAMESPACE/NAME`;
}

/** What is wrong with trust domains, which may have one wildcard at either end. */
export function faultOfTrustDomain(values: readonly string[]): string | undefined {
  const fault = faultOfWildcards(values);
  const slash = values.find((value) => value.includes('/'));
  return fault ?? (slash === undefined ? undefined : `"${slash}" is no trust domain: it has a slash`);
}

/** What is wrong with paths. In a template `{*}` is one segment and `{**}` all that follow, as the last of them. */
export function faultOfPathTemplate(paths: readonly string[]): string | undefined {
  const wrong = paths.find((path) => !isPath(path));
  return wrong === undefined
    ? undefined
    : `"${wrong}" is no path: {*} and {**} are segments of their own, {**} is the last one`;
}

function isPath(path: string): boolean {
  if (!/[{}]/.test(path)) {
    return true;
  }
  const isTemplate = path.includes('{*}') || path.includes('{**}');
  let isEnded = false;
  for (const segment of path.replace(/^\/+|\/+$/g, '').split('/')) {
    if (segment === '{*}' || segment === '{**}') {
      if (isEnded) {
        return false;
      }
      isEnded = segment === '{**}';
    } else if (/[{}]/.test(segment) || (isTemplate && !SEGMENT.test(segment))) {
      return false;
    }
  }
  return true;
}

/** What is wrong with a condition on an attribute. */
export function faultOfAttribute(key: string, values: readonly string[]): string | undefined {
  const empty = faultOfEmpty(values);
  if (empty !== undefined) {
    return empty;
  }
  if (MAPS.some((prefix) => key.startsWith(prefix))) {
    const open = key.indexOf('[');
    return key.endsWith(']') && open > 0 && open < key.length - 2 ? undefined : `${key} needs a name in brackets`;
  }
  return Object.hasOwn(ATTRIBUTES, key) ? ATTRIBUTES[key](values) : `${key} is nothing to match on`;
}

function faultOfWildcards(values: readonly string[]): string | undefined {
  const wrong = values.find((value) => !/^(\*?[^*]*|[^*]*\*)$/s.test(value) || value === '');
  return wrong === undefined ? undefined : `"${wrong}" may have one wildcard, at its beginning or end`;
}

function faultOfAddresses(values: readonly string[]): string | undefined {
  const wrong = values.find((value) => !isPolicyAddress(value));
  return wrong === undefined ? undefined : `"${wrong}" is neither an IP address nor a CIDR range`;
}

function faultOfPorts(values: readonly string[]): string | undefined {
  const wrong = values.find((value) => !isPolicyPort(value));
  return wrong === undefined ? undefined : `"${wrong}" is no port`;
}
