import { Duration } from 'cdk8s';
import * as networking from '../../imports/networking';
import { ConsistentHashAlgorithm, LARGEST_RING } from './consistent-hash-algorithm';
import { Field } from './private/field';

/** What every consistent hash takes. */
export interface ConsistentHashOptions {
  /**
   * How a hash finds its pod.
   *
   * @default - a ring of at least 1024 places.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB
   */
  readonly algorithm?: ConsistentHashAlgorithm;

  /**
   * The least number of places on the ring, from 0 to 8388608. It can't go with `algorithm`.
   *
   * @default - left to `algorithm`.
   * @deprecated use `algorithm: ConsistentHashAlgorithm.ringHash({ minimumRingSize })`
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB-minimum_ring_size
   */
  readonly minimumRingSize?: number;
}

/**
 * A further attribute of a cookie, such as `SameSite`.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB-HTTPCookie-Attribute
 */
export interface HashCookieAttribute {
  /**
   * The attribute, such as `SameSite`.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB-HTTPCookie-Attribute-name
   */
  readonly name: string;

  /**
   * What it is set to.
   *
   * @default - the attribute has no value, as `Secure`.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB-HTTPCookie-Attribute-value
   */
  readonly value?: string;
}

/**
 * The cookie that keeps a client at its pod.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB-HTTPCookie
 */
export interface HashCookie {
  /**
   * The cookie's name.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB-HTTPCookie-name
   */
  readonly name: string;

  /**
   * How long the browser keeps a cookie that the proxy makes; `Duration.seconds(0)` for as long as it is open.
   *
   * @default - the proxy makes no cookie: only requests that bring one of the application stay at their pod.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB-HTTPCookie-ttl
   */
  readonly ttl?: Duration;

  /**
   * The path that a cookie which the proxy makes is for.
   *
   * @default - the browser takes the path of the request.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB-HTTPCookie-path
   */
  readonly path?: string;

  /**
   * Further attributes of a cookie that the proxy makes, each name once.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB-HTTPCookie-attributes
   */
  readonly attributes?: HashCookieAttribute[];
}

/** What RFC 9110 takes as the name of a header and RFC 6265 as that of a cookie. */
const TOKEN = /^[-!#$%&'*+.^_`|~0-9a-z]+$/i;

/**
 * What keeps a client at one pod as long as pods neither come nor go. Requests without the header, cookie or parameter
 * go to any.
 *
 * All proxies have to see the same pods: with `LocalityLoadBalancer` each locality has another view, and clients may
 * move.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB
 */
export class ConsistentHash {
  /**
   * By the value of a request header; `:authority` and other pseudo headers count.
   *
   * @throws if the name is none of a header, or `minimumRingSize` is out of range or beside `algorithm`.
   */
  public static header(name: string, options: ConsistentHashOptions = {}): ConsistentHash {
    checkToken(name.replace(/^:/, ''), name, new Field('consistentHash.httpHeaderName'));
    return new ConsistentHash({ httpHeaderName: name }, options);
  }

  /**
   * By a cookie, which the proxy makes if it has a `ttl`.
   *
   * @throws if its name is none of a cookie, an attribute has no name or that of another, the `ttl` is not in whole
   * milliseconds, or `minimumRingSize` is out of range or beside `algorithm`.
   */
  public static cookie(cookie: HashCookie, options: ConsistentHashOptions = {}): ConsistentHash {
    return new ConsistentHash({ httpCookie: renderCookie(cookie, new Field('consistentHash.httpCookie')) }, options);
  }

  /**
   * By the client's address as the proxy sees it; the only one for TCP. Behind a load balancer that hides it all
   * requests go to one pod.
   *
   * @throws if `minimumRingSize` is out of range or beside `algorithm`.
   */
  public static sourceIp(options: ConsistentHashOptions = {}): ConsistentHash {
    return new ConsistentHash({ useSourceIp: true }, options);
  }

  /**
   * By the value of a query parameter.
   *
   * @throws if the name is empty, or `minimumRingSize` is out of range or beside `algorithm`.
   */
  public static queryParameter(name: string, options: ConsistentHashOptions = {}): ConsistentHash {
    const httpQueryParameterName = new Field('consistentHash.httpQueryParameterName').text(name);
    return new ConsistentHash({ httpQueryParameterName }, options);
  }

  private readonly settings: networking.LoadBalancerSettingsConsistentHashLb;

  private constructor(key: networking.LoadBalancerSettingsConsistentHashLb, options: ConsistentHashOptions) {
    const field = new Field('consistentHash.minimumRingSize');
    if (options.minimumRingSize !== undefined && options.algorithm !== undefined) {
      throw field.fault(
        'must not stand beside an algorithm',
        options.minimumRingSize,
        'give the size to ConsistentHashAlgorithm.ringHash() instead',
      );
    }
    this.settings = {
      ...key,
      minimumRingSize: field.whole(options.minimumRingSize, 0, LARGEST_RING),
      ...options.algorithm?._render(),
    };
  }

  /** @internal */
  public _render(): networking.LoadBalancerSettingsConsistentHashLb {
    return this.settings;
  }
}

function renderCookie(cookie: HashCookie, field: Field): networking.LoadBalancerSettingsConsistentHashLbHttpCookie {
  checkToken(cookie.name, cookie.name, field.of('name'));
  const names = cookie.attributes?.map((attribute) => attribute.name) ?? [];
  names.forEach((name, index) => {
    field.of('attributes').entry(index).of('name').text(name);
    if (names.indexOf(name) !== index) {
      throw field.of('attributes').fault('must have each name once', name, 'leave one of them out');
    }
  });
  return {
    name: cookie.name,
    path: cookie.path,
    ttl: field.of('ttl').durationOrZero(cookie.ttl),
    attributes: cookie.attributes?.map(({ name, value }) => ({ name, value })),
  };
}

function checkToken(token: string, name: string, field: Field): void {
  if (!TOKEN.test(token)) {
    throw field.fault('must be a name as HTTP takes it', name, "use letters, digits and '-', such as 'x-user'");
  }
}
