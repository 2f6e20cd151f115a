import { misuse } from '../kernel/errors';
import { checkHost } from '../kernel/host';
import { RenderContext } from '../kernel/istio-resource';
import { checkLabelName } from '../kernel/kube-name';
import { Backend } from './backend';
import { Field } from './private/field';
import { fullHost, namespaceOfService } from './private/full-host';
import { checkDistinct } from './private/limits';

/** Where a host of an egress listener is defined. */
export interface EgressHostOptions {
  /**
   * The namespace of the Service, ServiceEntry or VirtualService that has the host.
   *
   * @default - any namespace.
   */
  readonly namespace?: string;
}

const ALL = '*';
const OWN = '.';
const EXCLUDE = '~';
const NOTHING = '~/*';
const EVERYTHING = '*/*';

/**
 * Hosts that an egress listener knows: `namespace/host`. Proxies see what is exported to their namespace, and of that what is listed.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener-hosts
 */
export class EgressHost {
  /** Everything that is exported to the Sidecar's namespace: `*` of any namespace. */
  public static all(): EgressHost {
    return new EgressHost(() => EVERYTHING, true);
  }

  /** Everything of the Sidecar's own namespace: for a Sidecar in the root namespace that of each workload. */
  public static ownNamespace(): EgressHost {
    return new EgressHost(() => `${OWN}/${ALL}`, true);
  }

  /**
   * Everything of one namespace.
   *
   * @throws if the name is not one Kubernetes takes.
   */
  public static namespace(name: string): EgressHost {
    checkLabelName(name, 'the namespace of an egress host');
    return new EgressHost(() => `${name}/${ALL}`, true);
  }

  /** Nothing at all, for workloads that only answer. It stands alone. */
  public static nothing(): EgressHost {
    return new EgressHost(() => NOTHING, false);
  }

  /**
   * A host by its full name, or a wildcard such as `*.example.com`.
   *
   * @throws if it is a short name, or the host or the namespace is malformed.
   */
  public static host(host: string, options: EgressHostOptions = {}): EgressHost {
    checkHost(host, 'an egress host');
    if (host !== ALL && !host.includes('.')) {
      throw misuse({
        rule: 'an egress host must be a full name',
        received: host,
        fix: `write '${host}.<namespace>.svc.cluster.local', or use EgressHost.backend()`,
      });
    }
    const namespace =
      options.namespace === undefined ? ALL : checkLabelName(options.namespace, 'the namespace of an egress host');
    return new EgressHost(() => `${namespace}/${host}`, true);
  }

  /** What traffic is sent to elsewhere: a Service by its namespace and full name, the host of a ServiceEntry in any namespace. */
  public static backend(backend: Backend): EgressHost {
    return new EgressHost((context) => {
      const host = fullHost(backend._host(context), context, new Field('an egress host'));
      return `${namespaceOfService(host) ?? ALL}/${host}`;
    }, true);
  }

  /**
   * Takes hosts out of those that the listener's other entries bring in. Istio before 1.31 refuses it.
   *
   * @throws if `host` takes hosts out itself.
   */
  public static exclude(host: EgressHost): EgressHost {
    if (!host._includes) {
      throw misuse({
        rule: 'EgressHost.exclude() must be given hosts to take out',
        received: 'EgressHost.exclude() or EgressHost.nothing()',
        fix: 'give it EgressHost.namespace(), .host() or .backend()',
      });
    }
    return new EgressHost((context) => `${EXCLUDE}${host._render(context)}`, false);
  }

  private constructor(
    private readonly render: (context: RenderContext) => string,
    /** Whether it brings hosts in. @internal */
    public readonly _includes: boolean,
  ) {}

  /** @internal */
  public _render(context: RenderContext): string {
    return this.render(context);
  }
}

/** The hosts of a listener as they are rendered; throws if some of them undo others. */
export function renderEgressHosts(hosts: readonly EgressHost[], context: RenderContext, field: Field): string[] {
  const texts = hosts.map((host) => host._render(context));
  if (texts.length === 0) {
    throw field.fault(
      'must have at least one entry',
      texts,
      'use EgressHost.nothing() for none, EgressHost.all() for all',
    );
  }
  checkDistinct(texts, field);
  const included = texts.filter((text) => !text.startsWith(EXCLUDE));
  if (texts.includes(NOTHING) && texts.length > 1) {
    throw field.fault(
      `must have nothing beside ${NOTHING}, which takes out all hosts`,
      texts,
      'remove one or the other',
    );
  }
  if (included.length === 0 && !texts.includes(NOTHING)) {
    throw field.fault('must bring hosts in to take some out of them', texts, 'add EgressHost.all()');
  }
  if (included.includes(EVERYTHING) && included.length > 1) {
    throw field.fault(
      `must have no other hosts beside ${EVERYTHING}, which has them all`,
      texts,
      'remove one or the other',
    );
  }
  return texts;
}
