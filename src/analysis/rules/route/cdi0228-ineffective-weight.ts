import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { describeDestination } from './destinations';
import { weightedListsOf } from './weights';
import { HttpRouteDestination } from '../../../mesh/wire/networking';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Weights of destinations that have nobody beside them. */
export const INEFFECTIVE_WEIGHT: Rule = {
  code: 'CDI0228',
  name: 'IneffectiveWeight',
  severity: Severity.WARNING,
  summary: 'The only destination of a route has a weight that says otherwise.',
  explanation:
    'A route with one destination sends everything there, whatever its weight is, even zero: nothing is dropped, and nothing goes elsewhere. Most often the other destination was forgotten or removed.',
  fix: 'Remove the weight, or add the destination that gets the rest.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    for (const list of weightedListsOf(mesh)) {
      const { object, destinations } = list;
      const [{ destination, weight } = NONE] = destinations;
      // 1 is how a ratio of one is written.
      if (destinations.length === 1 && weight !== undefined && weight < 100 && weight !== 1) {
        const message = `${describeDestination(destination)} gets all traffic of its route in ${object.title}, whatever its weight of ${weight} says`;
        report({ object, path: [...list.path, 0, 'weight'], message });
      }
    }
  },
};

const NONE: HttpRouteDestination = { destination: { host: '' } };
