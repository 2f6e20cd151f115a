import * as networking from '../../../imports/networking';
import { RenderContext } from '../../kernel/istio-resource';
import { checkList } from '../../kernel/value-type';
import { RouteDestination } from '../route-destination';
import { checkDestination } from './argument-types';
import { Field, INT32_MAX, UINT32_MAX } from './field';

/** Copies of the destinations; throws unless Istio would share traffic between them as the weights say. */
export function checkDestinations<T extends RouteDestination>(destinations: readonly T[], field: Field): T[] {
  if (checkList(destinations, 'destinations').length === 0) {
    throw field.fault('must have a destination', destinations, 'give at least one');
  }
  destinations.forEach(({ destination, weight }, index) => {
    checkDestination(destination, 'a destination');
    if (weight !== undefined) {
      field.entry(index).of('weight').whole(weight, 0, INT32_MAX);
    }
  });
  const weights = destinations.map(({ weight }) => weight);
  if (destinations.length === 1) {
    checkOnly(weights[0], field);
  } else {
    checkSeveral(weights, field);
  }
  return destinations.map((destination) => ({ ...destination }));
}

/** The entry of `route` for a destination and its weight. */
export function renderDestination(
  { destination, weight }: RouteDestination,
  context: RenderContext,
): networking.RouteDestination {
  return { destination: destination._render(context), ...(weight !== undefined && { weight }) };
}

function checkOnly(weight: number | undefined, field: Field): void {
  if (weight === 0) {
    throw field.fault(
      'must not have 0 as its only weight: a single destination gets everything, whatever its weight',
      weight,
      'leave the weight out, or add the destinations that are to get the traffic',
    );
  }
}

function checkSeveral(weights: ReadonlyArray<number | undefined>, field: Field): void {
  const missing = weights.indexOf(undefined);
  if (missing >= 0) {
    throw field
      .entry(missing)
      .of('weight')
      .fault('must be given: Istio takes a missing weight for 0', undefined, 'give every destination a weight');
  }
  const total = weights.reduce<number>((sum, weight) => sum + (weight ?? 0), 0);
  if (total === 0) {
    throw field.fault('must have a weight above 0', weights, 'give at least one destination a weight');
  }
  if (total > UINT32_MAX) {
    throw field.fault(
      `must have weights of at most ${UINT32_MAX} together`,
      weights,
      'give smaller numbers: they are relative',
    );
  }
}
