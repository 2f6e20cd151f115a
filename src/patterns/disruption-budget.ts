import { misuse } from '../kernel/errors';

type Field = 'minAvailable' | 'maxUnavailable';

/**
 * How many pods of a gateway may be taken away at once on purpose, as when a node is drained for an upgrade of the cluster.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/disruptions/
 */
export class DisruptionBudget {
  /**
   * So many pods stay.
   *
   * @throws if it is not a whole number, or is negative.
   */
  public static minAvailable(pods: number): DisruptionBudget {
    return new DisruptionBudget('minAvailable', count(pods, 'minAvailable'));
  }

  /**
   * This share of the pods stays, rounded up.
   *
   * @throws if it is not a whole number from 0 to 100.
   */
  public static minAvailablePercent(percent: number): DisruptionBudget {
    return new DisruptionBudget('minAvailable', percentage(percent, 'minAvailable'));
  }

  /**
   * So many pods may be missing; with 1 a gateway of one pod can be moved too, and is away meanwhile.
   *
   * @throws if it is not a whole number, or is negative.
   */
  public static maxUnavailable(pods: number): DisruptionBudget {
    return new DisruptionBudget('maxUnavailable', count(pods, 'maxUnavailable'));
  }

  /**
   * This share of the pods may be missing, rounded up.
   *
   * @throws if it is not a whole number from 0 to 100.
   */
  public static maxUnavailablePercent(percent: number): DisruptionBudget {
    return new DisruptionBudget('maxUnavailable', percentage(percent, 'maxUnavailable'));
  }

  /** No budget: all pods may be taken away at once. */
  public static none(): DisruptionBudget {
    return new DisruptionBudget(undefined, 0);
  }

  private constructor(
    private readonly field: Field | undefined,
    private readonly value: number | string,
  ) {}

  /** How many of so many pods may be taken away. @internal */
  public _allowed(pods: number): number {
    const named =
      typeof this.value === 'number' ? this.value : Math.ceil((Number.parseInt(this.value, 10) * pods) / 100);
    return this.field === 'minAvailable' ? pods - named : this.field === undefined ? pods : named;
  }

  /** As `spec` has it; undefined where there is none to be made. @internal */
  public _render(): { readonly [field: string]: number | string } | undefined {
    return this.field === undefined ? undefined : { [this.field]: this.value };
  }
}

function count(pods: number, field: Field): number {
  if (!Number.isInteger(pods) || pods < 0) {
    throw misuse({
      rule: `${field} of a disruption budget must be a whole number of pods`,
      received: pods,
      fix: `give one from 0, or use ${field}Percent()`,
    });
  }
  return pods;
}

function percentage(percent: number, field: Field): string {
  if (!Number.isInteger(percent) || percent < 0 || percent > 100) {
    throw misuse({
      rule: `${field} of a disruption budget must be a whole percentage`,
      received: percent,
      fix: 'give a whole number from 0 to 100',
    });
  }
  return `${percent}%`;
}
