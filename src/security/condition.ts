import * as security from '../../imports/security';
import { misuse } from '../kernel/errors';
import { checkValues } from './private/check';
import { checkOfKey } from './private/condition-key';
import { MOST_SERVICE_ACCOUNTS } from './private/identity';

/**
 * What else has to be true of a request: one of the values, and none of those given to `butNot()`. With `butNot()` alone, any but those.
 *
 * Values are compared whole unless they have a wildcard: `begin*`, `*end`, or `*` for any value that is not empty. Headers and JWTs are
 * HTTP's: on a TCP port an ALLOW rule with such a condition never matches, and a DENY or AUDIT rule forgets the condition.
 *
 * @see https://istio.io/latest/docs/reference/config/security/conditions/
 */
export class Condition {
  /**
   * Any key as Istio writes it.
   *
   * @throws if Istio has no such key, or a value is malformed.
   */
  public static of(key: string, ...values: string[]): Condition {
    return new Condition(key, values, []);
  }

  /** A header has such a value; `*` for any. HTTP only. */
  public static header(name: string, ...values: string[]): Condition {
    return Condition.of(`request.headers[${name}]`, ...values);
  }

  /** The address at the other end of the connection, which behind a gateway is the gateway's. */
  public static sourceIp(...values: string[]): Condition {
    return Condition.of('source.ip', ...values);
  }

  /** The client's own address, as `X-Forwarded-For` or the PROXY protocol tell. */
  public static remoteIp(...values: string[]): Condition {
    return Condition.of('remote.ip', ...values);
  }

  /** The namespace of the client workload, which needs mutual TLS. */
  public static sourceNamespace(...values: string[]): Condition {
    return Condition.of('source.namespace', ...values);
  }

  /** The service account of the client workload as `namespace/name`, which needs mutual TLS. */
  public static sourceServiceAccount(...values: string[]): Condition {
    return Condition.of('source.serviceAccount', ...values);
  }

  /** The identity of the client workload, such as `cluster.local/ns/shop/sa/web`, which needs mutual TLS. */
  public static sourcePrincipal(...values: string[]): Condition {
    return Condition.of('source.principal', ...values);
  }

  /** The trust domain of the client workload, which needs mutual TLS. */
  public static sourceTrustDomain(...values: string[]): Condition {
    return Condition.of('source.trustDomain', ...values);
  }

  /** The user, as `issuer/subject` of a valid JWT. HTTP only. */
  public static requestPrincipal(...values: string[]): Condition {
    return Condition.of('request.auth.principal', ...values);
  }

  /** An audience (`aud`) of the valid JWT. HTTP only. */
  public static requestAudience(...values: string[]): Condition {
    return Condition.of('request.auth.audiences', ...values);
  }

  /** The party to which the valid JWT was issued (`azp`). HTTP only. */
  public static requestPresenter(...values: string[]): Condition {
    return Condition.of('request.auth.presenter', ...values);
  }

  /** A claim of the valid JWT, a text or a list of texts, has such a value. HTTP only. */
  public static requestClaim(name: string, ...values: string[]): Condition {
    return Condition.nestedRequestClaim([name], ...values);
  }

  /** Like `requestClaim()`, for a claim inside others: `['realm_access', 'roles']`. HTTP only. */
  public static nestedRequestClaim(path: string[], ...values: string[]): Condition {
    return Condition.of(`request.auth.claims${path.map((name) => `[${name}]`).join('')}`, ...values);
  }

  /** The address that the connection was made to. */
  public static destinationIp(...values: string[]): Condition {
    return Condition.of('destination.ip', ...values);
  }

  /** The port of the workload: the Service's target port, not its own. */
  public static destinationPort(...values: number[]): Condition {
    return Condition.of('destination.port', ...values.map(String));
  }

  /** The server name that the client asks for in its TLS handshake. */
  public static connectionSni(...values: string[]): Condition {
    return Condition.of('connection.sni', ...values);
  }

  /**
   * What an Envoy filter has noted on the request: the filter's full name, such as `envoy.filters.network.mysql_proxy`, and a key of its
   * metadata. A value in brackets, `[update]`, is looked for in a list. Experimental in Istio.
   */
  public static experimentalEnvoyFilter(filter: string, key: string, ...values: string[]): Condition {
    return Condition.of(`experimental.${filter}[${key}]`, ...values);
  }

  private readonly values: string[] | undefined;
  private readonly notValues: string[] | undefined;

  private constructor(
    /** What is looked at, as Istio writes it: `request.headers[x-user]`. */
    public readonly key: string,
    values: string[],
    notValues: string[],
  ) {
    const check = checkOfKey(key);
    this.values = values.length === 0 ? undefined : checkValues(values, `values of ${key}`, check);
    this.notValues = notValues.length === 0 ? undefined : checkValues(notValues, `notValues of ${key}`, check);
    if (key === 'source.serviceAccount' && Math.max(values.length, notValues.length) > MOST_SERVICE_ACCOUNTS) {
      throw misuse({
        rule: `${key} takes at most ${MOST_SERVICE_ACCOUNTS} values`,
        received: Math.max(values.length, notValues.length),
        fix: 'divide them among several rules',
      });
    }
  }

  /**
   * This condition, with values that must not be there.
   *
   * @throws if a value is malformed.
   */
  public butNot(...notValues: string[]): Condition {
    return new Condition(this.key, this.values ?? [], [...(this.notValues ?? []), ...notValues]);
  }

  /** @throws if there are neither values nor excluded ones. @internal */
  public _render(): security.Condition {
    if (this.values === undefined && this.notValues === undefined) {
      throw misuse({
        rule: 'a condition needs values: Istio refuses one without',
        received: this.key,
        fix: "give at least one; '*' for any value that is not empty, butNot('*') for none",
      });
    }
    return {
      key: this.key,
      values: this.values && [...this.values],
      notValues: this.notValues && [...this.notValues],
    };
  }
}
