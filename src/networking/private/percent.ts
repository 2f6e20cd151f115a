import * as networking from '../../../imports/networking';
import { Field } from './field';

/** Istio counts in parts of a million. */
const LEAST = 0.0001;

/** A percentage as Istio takes it; throws unless it is 0, or from 0.0001 to 100. */
export function renderPercent(value: number | undefined, field: Field): networking.Percent | undefined {
  field.percent(value);
  if (value !== undefined && value > 0 && value < LEAST) {
    throw field.fault('must not be finer than Istio counts', value, `give 0, or at least ${LEAST}`);
  }
  return value === undefined ? undefined : { value };
}

/** A percentage that has to be given, because Istio reads a missing one as none. */
export function renderRequiredPercent(value: number, field: Field): networking.Percent {
  if (typeof value !== 'number') {
    throw field.fault(
      'must be given: Istio takes a missing percentage for 0',
      value,
      'give a number, 100 for every request',
    );
  }
  return { value, ...renderPercent(value, field) };
}
