import * as networking from '../../imports/networking';
import { Field } from './private/field';

/** The size of the ring. */
export interface RingHashOptions {
  /**
   * The least number of places on the ring, from 0 to 8388608; more places spread requests more evenly and take more
   * memory. 0 stands for the default.
   *
   * @default 1024
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB-RingHash-minimum_ring_size
   */
  readonly minimumRingSize?: number;
}

/** The size of the table. */
export interface MaglevOptions {
  /**
   * The number of places in the table: a prime number less than 5000011. A larger table moves fewer clients when pods
   * come and go.
   *
   * @default 65537, which is rendered, because Istio refuses Maglev without a size.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB-MagLev-table_size
   */
  readonly tableSize?: number;
}

/** The largest ring that Envoy takes; a larger one makes it refuse the configuration of all clusters. */
export const LARGEST_RING = 8_388_608;

const LARGEST_TABLE = 5_000_010;
const USUAL_TABLE = 65_537;

/**
 * How a hash finds its pod.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB
 */
export class ConsistentHashAlgorithm {
  /**
   * Pods have many places on a ring; a hash takes the next one.
   *
   * @throws if the size is not a whole number from 0 to 8388608.
   */
  public static ringHash(options: RingHashOptions = {}): ConsistentHashAlgorithm {
    const minimumRingSize = new Field('ringHash.minimumRingSize').whole(options.minimumRingSize, 0, LARGEST_RING);
    return new ConsistentHashAlgorithm({ ringHash: { minimumRingSize } });
  }

  /**
   * Pods share out a table; faster to look up and build than a ring, but more clients move when pods come and go.
   *
   * @throws if the size is not a prime number less than 5000011.
   */
  public static maglev(options: MaglevOptions = {}): ConsistentHashAlgorithm {
    const field = new Field('maglev.tableSize');
    const tableSize = options.tableSize ?? USUAL_TABLE;
    field.whole(tableSize, 1, LARGEST_TABLE);
    if (!isPrime(tableSize)) {
      throw field.fault('must be a prime number', tableSize, `take ${nearestPrimeBelow(tableSize)}, or leave it out`);
    }
    return new ConsistentHashAlgorithm({ maglev: { tableSize } });
  }

  private constructor(private readonly settings: networking.LoadBalancerSettingsConsistentHashLb) {}

  /** @internal */
  public _render(): networking.LoadBalancerSettingsConsistentHashLb {
    return this.settings;
  }
}

/** 1 counts, as Envoy has it. */
function isPrime(value: number): boolean {
  for (let factor = 2; factor * factor <= value; factor++) {
    if (value % factor === 0) {
      return false;
    }
  }
  return true;
}

function nearestPrimeBelow(value: number): number {
  return isPrime(value) ? value : nearestPrimeBelow(value - 1);
}
