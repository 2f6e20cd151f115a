import * as networking from '../../imports/networking';
import { Field } from './private/field';
import { checkOrder, checkRegion, checkWeights } from './private/localities';

/**
 * Where the requests from one locality go.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LocalityLoadBalancerSetting-Distribute
 */
export interface LocalityDistribution {
  /**
   * The locality of the client, as region/zone/sub-zone: `us-west/zone-1/*`; `*` for any.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LocalityLoadBalancerSetting-Distribute-from
   */
  readonly from: string;

  /**
   * Percentages by locality, from 1 to 100 and 100 in all; pods anywhere else get nothing.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LocalityLoadBalancerSetting-Distribute-to
   */
  readonly to: { [locality: string]: number };
}

/**
 * The region that takes over from another one.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LocalityLoadBalancerSetting-Failover
 */
export interface LocalityFailover {
  /**
   * The region of the client.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LocalityLoadBalancerSetting-Failover-from
   */
  readonly from: string;

  /**
   * The region that its requests go to when no pod there is healthy.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LocalityLoadBalancerSetting-Failover-to
   */
  readonly to: string;
}

/** What comes before the regions of a failover. */
export interface LocalityFailoverOptions {
  /**
   * Labels that set priorities first; see `LocalityLoadBalancer.failoverPriority()`. Region, zone and sub-zone can't be
   * among them.
   *
   * @default - the regions alone decide.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LocalityLoadBalancerSetting-failover_priority
   */
  readonly failoverPriority?: string[];
}

/** The labels that localities are made of. */
const TOPOLOGY = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'topology.istio.io/subzone'];

/**
 * Which pods are preferred by where they and the client are. It takes the place of the whole mesh-wide setting.
 *
 * Failover needs `outlierDetection` in the same traffic policy: nothing else tells Envoy that pods fail, and Istio
 * leaves the priorities out without it. Such a DestinationRule fails at synth.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LocalityLoadBalancerSetting
 */
export class LocalityLoadBalancer {
  /**
   * Nearer pods first, farther ones when those fail: sub-zone, zone, region, any. This is what the mesh does by default
   * as soon as there is `outlierDetection`.
   */
  public static enabled(): LocalityLoadBalancer {
    return new LocalityLoadBalancer({ enabled: true });
  }

  /** Where pods are makes no difference, whatever the mesh says. */
  public static disabled(): LocalityLoadBalancer {
    return new LocalityLoadBalancer({ enabled: false });
  }

  /**
   * Fixed shares by locality. The first entry whose `from` the client is in counts; clients that no entry fits are not
   * affected.
   *
   * @throws if there is none, a locality is malformed or inside another one, or weights are not from 1 to 100 or not
   * 100 in all.
   */
  public static distribute(distribute: LocalityDistribution[]): LocalityLoadBalancer {
    const field = new Field('localityLbSetting.distribute');
    checkSome(distribute, field);
    checkOrder(
      distribute.map((entry) => entry.from),
      field,
    );
    return new LocalityLoadBalancer({
      distribute: distribute.map((entry, index) => {
        checkWeights(entry.to, field.entry(index).of('to'));
        return { from: entry.from, to: { ...entry.to } };
      }),
    });
  }

  /**
   * As `enabled()`, but a region fails over to the one that is named for it before any other.
   *
   * @throws if there is none, a region is malformed, named twice in `from` or fails over to itself, or a label is
   * malformed or one of region, zone and sub-zone.
   */
  public static failover(failover: LocalityFailover[], options: LocalityFailoverOptions = {}): LocalityLoadBalancer {
    const field = new Field('localityLbSetting');
    return new LocalityLoadBalancer({
      failover: renderFailover(failover, field.of('failover')),
      failoverPriority: renderPriority(options.failoverPriority, field.of('failoverPriority'), TOPOLOGY),
    });
  }

  /**
   * Pods that have the same values of all these labels as the client come first, then those that have the same values
   * of all but the last, and so on. A label `name=value` is compared with that value instead of the client's.
   *
   * @throws if there is none, or a label is empty.
   */
  public static failoverPriority(labels: string[]): LocalityLoadBalancer {
    const field = new Field('localityLbSetting.failoverPriority');
    checkSome(labels, field);
    return new LocalityLoadBalancer({ failoverPriority: renderPriority(labels, field, []) });
  }

  private constructor(private readonly setting: networking.LocalityLoadBalancerSetting) {}

  /** @internal */
  public _render(): networking.LocalityLoadBalancerSetting {
    return this.setting;
  }
}

/** Throws unless the failovers name different regions, each once as the origin. */
export function renderFailover(failover: readonly LocalityFailover[], field: Field): LocalityFailover[] {
  checkSome(failover, field);
  return failover.map(({ from, to }, index) => {
    const entry = field.entry(index);
    checkRegion(from, entry.of('from'));
    if (checkRegion(to, entry.of('to')) === from) {
      throw entry.fault('must name two regions', { from, to }, 'name the region that is to take over');
    }
    if (failover.findIndex((other) => other.from === from) !== index) {
      throw entry.fault('must not repeat `from`, of which Istio reads the first only', from, 'keep one of the entries');
    }
    return { from, to };
  });
}

/** Throws if a label is empty or among the forbidden ones. */
export function renderPriority(
  labels: readonly string[] | undefined,
  field: Field,
  forbidden: readonly string[] = TOPOLOGY,
): string[] | undefined {
  return labels?.map((label, index) => {
    if (forbidden.includes(label)) {
      throw field
        .entry(index)
        .fault('must not be a label of the locality, which counts already', label, 'leave the label out');
    }
    return field.entry(index).text(label);
  });
}

function checkSome(entries: readonly unknown[], field: Field): void {
  if (entries.length === 0) {
    throw field.fault('must not be empty', entries, 'use LocalityLoadBalancer.enabled() for the usual order');
  }
}
