import * as networking from '../../imports/networking';
import { Field } from './private/field';
import { checkAuthority, checkHeaderValue, isToken } from './private/http-syntax';

/**
 * Changes to the headers of a message. A value may hold Envoy's variables, such as `%REQ(x-user)%`; a percent sign is `%%`.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Headers-HeaderOperations
 */
export interface HeaderOperations {
  /**
   * Headers that get this value instead of any they have. In requests `host` or `:authority` sets the authority.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Headers-HeaderOperations-set
   */
  readonly set?: { [header: string]: string };

  /**
   * Headers that get this value beside those they have.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Headers-HeaderOperations-add
   */
  readonly add?: { [header: string]: string };

  /**
   * Headers that are taken away.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Headers-HeaderOperations-remove
   */
  readonly remove?: string[];
}

/**
 * Changes to the headers of requests and of their responses.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Headers
 */
export interface HttpHeaders {
  /**
   * What happens to requests before they are forwarded.
   *
   * @default - nothing.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Headers-request
   */
  readonly request?: HeaderOperations;

  /**
   * What happens to responses before they go back to the caller.
   *
   * @default - nothing.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Headers-response
   */
  readonly response?: HeaderOperations;
}

/** Header changes as they are rendered, copied; throws if Istio would refuse or drop one. */
export function renderHeaders(headers: HttpHeaders | undefined, field: Field): networking.Headers | undefined {
  if (headers === undefined) {
    return undefined;
  }
  return {
    request: renderOperations(headers.request, field.of('request'), true),
    response: renderOperations(headers.response, field.of('response'), false),
  };
}

/** The values that the authority of requests is set to. */
export function authoritiesIn(headers: networking.Headers | undefined): string[] {
  const { set = {}, add = {} } = headers?.request ?? {};
  return [...Object.entries(set), ...Object.entries(add)]
    .filter(([name]) => isAuthority(name))
    .map(([, value]) => value);
}

function renderOperations(
  operations: HeaderOperations | undefined,
  field: Field,
  authorityAllowed: boolean,
): networking.HeadersHeaderOperations | undefined {
  if (operations === undefined) {
    return undefined;
  }
  return {
    set: renderValues(operations.set, field.of('set'), authorityAllowed),
    add: renderValues(operations.add, field.of('add'), authorityAllowed),
    remove: operations.remove?.map((name, index) => checkName(name, field.of('remove').entry(index), false)),
  };
}

function renderValues(
  values: { [header: string]: string } | undefined,
  field: Field,
  authorityAllowed: boolean,
): { [header: string]: string } | undefined {
  for (const [name, value] of Object.entries(values ?? {})) {
    const entry = field.entry(name);
    checkName(name, entry, authorityAllowed);
    checkHeaderValue(value, entry);
    if (isAuthority(name)) {
      checkAuthority(value, entry);
    }
  }
  return values === undefined ? undefined : { ...values };
}

function checkName(name: string, field: Field, authorityAllowed: boolean): string {
  if (isAuthority(name)) {
    if (!authorityAllowed) {
      throw field.fault(
        'must not be the authority: it can only be set, and only in requests',
        name,
        'leave it out, or use `set` in the changes to requests',
      );
    }
  } else if (!isToken(name)) {
    throw field.fault(
      'must be the name of a header',
      name,
      "use letters, digits and '-'; there are no pseudo-headers here",
    );
  }
  return name;
}

function isAuthority(name: string): boolean {
  return /^(host|:authority)$/i.test(name);
}
