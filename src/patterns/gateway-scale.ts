import { misuse } from '../kernel/errors';

/** How an autoscaler chooses the number of pods. */
export interface AutomaticScaleOptions {
  /**
   * The fewest pods.
   *
   * @default 2
   */
  readonly minReplicas?: number;

  /**
   * The most pods.
   *
   * @default 5, or `minReplicas` where that is more
   */
  readonly maxReplicas?: number;

  /**
   * The CPU that pods are to use on average, in percent of what they request.
   *
   * @default 80, unless there is a target for memory
   */
  readonly targetCpuUtilization?: number;

  /**
   * The memory that pods are to use on average, in percent of what they request.
   *
   * @default - memory is not looked at.
   */
  readonly targetMemoryUtilization?: number;
}

/** How many pods a gateway has. */
export class GatewayScale {
  /**
   * Always so many.
   *
   * @throws if it is not a whole number, or is negative.
   */
  public static fixed(replicas: number): GatewayScale {
    return new GatewayScale(whole(replicas, 'the number of pods', 0), undefined);
  }

  /**
   * As many as their work takes: a HorizontalPodAutoscaler. The Deployment then has no number of its own, which each `kubectl apply`
   * would set it back to.
   *
   * @throws if a number is not whole or less than 1, or `maxReplicas` is less than `minReplicas`.
   */
  public static automatic(options: AutomaticScaleOptions = {}): GatewayScale {
    const least = whole(options.minReplicas ?? 2, 'minReplicas', 1);
    const most = whole(options.maxReplicas ?? Math.max(5, least), 'maxReplicas', 1);
    if (most < least) {
      throw misuse({
        rule: 'maxReplicas must not be less than minReplicas',
        received: `minReplicas ${least}, maxReplicas ${most}`,
        fix: `give maxReplicas of ${least} or more`,
      });
    }
    const memory = options.targetMemoryUtilization;
    const cpu = options.targetCpuUtilization ?? (memory === undefined ? 80 : undefined);
    return new GatewayScale(least, {
      most,
      targets: [
        ...(cpu === undefined ? [] : [{ resource: 'cpu', percent: whole(cpu, 'targetCpuUtilization', 1) }]),
        ...(memory === undefined ? [] : [{ resource: 'memory', percent: whole(memory, 'targetMemoryUtilization', 1) }]),
      ],
    });
  }

  private constructor(
    /** The fewest pods that there are. @internal */
    public readonly _least: number,
    /** What the autoscaler is told; undefined without one. @internal */
    public readonly _automatic: AutomaticScale | undefined,
  ) {}
}

/** What an autoscaler is told besides the fewest pods. */
interface AutomaticScale {
  readonly most: number;
  readonly targets: ReadonlyArray<{ readonly resource: string; readonly percent: number }>;
}

function whole(value: number, field: string, least: number): number {
  if (!Number.isInteger(value) || value < least) {
    throw misuse({
      rule: `${field} of a gateway must be a whole number of at least ${least}`,
      received: value,
      fix: `give ${Math.max(least, 2)}, for example`,
    });
  }
  return value;
}
