import * as networking from '../../imports/networking';
import { RenderContext } from '../kernel/istio-resource';
import { JsonMap, deepCopy, withOverrides } from '../kernel/merge';
import { Destination } from './destination';
import { Field } from './private/field';
import { fullHost } from './private/full-host';

/** What more there is to an outbound traffic policy. */
export interface OutboundTrafficPolicyOptions {
  /**
   * Fields of the policy that have no property here yet, laid over what is rendered.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}

/** Where traffic goes whose host no listener knows. */
export interface AllowAnyOptions extends OutboundTrafficPolicyOptions {
  /**
   * Where it goes, with a port. The egress listeners have to know the host. An egress gateway is hardly one: Envoy forwards unknown
   * HTTP and TLS at best, no other TCP.
   *
   * @default - the address that the application sent it to.
   * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#OutboundTrafficPolicy
   */
  readonly egressProxy?: Destination;
}

const Mode = networking.OutboundTrafficPolicyMode;
const FIELD = new Field('outboundTrafficPolicy.egressProxy');

/**
 * What sidecars do with traffic to hosts that their egress listeners do not know.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#OutboundTrafficPolicy
 */
export class OutboundTrafficPolicy {
  /**
   * Drops it: HTTP gets 502. That finds hosts without a ServiceEntry, but is no firewall: an application can go around its proxy.
   */
  public static registryOnly(options: OutboundTrafficPolicyOptions = {}): OutboundTrafficPolicy {
    return new OutboundTrafficPolicy(Mode.REGISTRY_ONLY, undefined, options);
  }

  /**
   * Lets it through.
   *
   * @throws if the egress proxy has no port.
   */
  public static allowAny(options: AllowAnyOptions = {}): OutboundTrafficPolicy {
    const { egressProxy } = options;
    if (egressProxy !== undefined && egressProxy.port === undefined) {
      throw FIELD.of('port').fault(
        'must be given',
        egressProxy.port,
        'name it: Destination.backend(backend, { port: 3128 })',
      );
    }
    return new OutboundTrafficPolicy(Mode.ALLOW_ANY, egressProxy, options);
  }

  private readonly overrides: JsonMap | undefined;

  private constructor(
    private readonly mode: networking.OutboundTrafficPolicyMode,
    private readonly egressProxy: Destination | undefined,
    options: OutboundTrafficPolicyOptions,
  ) {
    this.overrides = deepCopy(options.overrides);
  }

  /** @internal */
  public _render(context: RenderContext): networking.OutboundTrafficPolicy {
    const proxy = this.egressProxy?._render(context);
    return withOverrides(
      {
        mode: this.mode,
        // Short names mean nothing here.
        egressProxy: proxy && { ...proxy, host: fullHost(proxy.host, context, FIELD.of('host')) },
      },
      this.overrides,
    );
  }
}
