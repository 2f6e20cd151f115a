import { StructuralSchema } from '../admission/structural-schema';

/** Fields that hold a duration, wherever they occur; the schemas know them as texts. */
export const DURATION_FIELDS: ReadonlySet<string> = new Set([
  'backoff',
  'baseEjectionTime',
  'budgetInterval',
  'connectTimeout',
  'duration',
  'exponentialDelay',
  'fixedDelay',
  'idleTimeout',
  'interval',
  'maxAge',
  'maxConnectionDuration',
  'perTryTimeout',
  'reportingInterval',
  'time',
  'timeout',
  'ttl',
  'warmupDurationSecs',
]);

/** Whether a whole number fits into its field: signed and 32 bits long where the schema has a format, otherwise unsigned. */
export function fitsMessage({ format, maximum = 2 ** 64 }: StructuralSchema, value: number): boolean {
  return format === 'int32' ? value >= -(2 ** 31) && value < 2 ** 31 : value >= 0 && value <= maximum;
}
