import * as telemetry from '../../../imports/telemetry';
import { TelemetryMode } from '../telemetry-mode';

/** The side as the API spells it, which is as we do. */
export function renderMode(mode: TelemetryMode | undefined): telemetry.WorkloadMode | undefined {
  return mode as telemetry.WorkloadMode | undefined;
}
