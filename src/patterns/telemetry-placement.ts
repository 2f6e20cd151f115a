import { PolicyTarget } from '../kernel/policy-target';
import { Telemetry } from '../telemetry/telemetry';

/** What a choice of logs, traces or metrics holds for. */
export interface TelemetryPlacement {
  /**
   * The Telemetry that the choice is added to, such as that of another choice. Of the Telemetries of a namespace that have no target Istio
   * heeds the oldest alone, so that all choices for a namespace or the mesh have to be in one.
   *
   * @default - a Telemetry is made.
   */
  readonly telemetry?: Telemetry;

  /**
   * The Telemetry's namespace; the root namespace of the mesh (`istio-system`) for all namespaces.
   *
   * @default - the chart's.
   */
  readonly namespace?: string;

  /**
   * The workloads that it holds for.
   *
   * @default - all of the namespace; in the root namespace, of the mesh.
   */
  readonly target?: PolicyTarget;

  /**
   * The Telemetry's name.
   *
   * @default - the construct path, in the letters that names take.
   */
  readonly name?: string;

  /**
   * Labels besides the chart's.
   *
   * @default - none.
   */
  readonly labels?: { [label: string]: string };

  /**
   * Annotations for the Telemetry.
   *
   * @default - none.
   */
  readonly annotations?: { [annotation: string]: string };
}
