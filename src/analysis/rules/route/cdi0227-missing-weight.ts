import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { describeDestination } from './destinations';
import { spreadListsOf } from './weights';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Destinations that others leave nothing for. */
export const MISSING_WEIGHT: Rule = {
  code: 'CDI0227',
  name: 'MissingWeight',
  severity: Severity.WARNING,
  summary: 'A destination has no weight while others of the same route have one.',
  explanation:
    'A weight that is not written is zero, and not what is left of 100. Beside destinations with weights such a destination gets no traffic at all.',
  fix: 'Give every destination of the route a weight; write `weight: 0` where nothing is to be sent there yet.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    for (const list of spreadListsOf(mesh)) {
      const { object, destinations } = list;
      const isMissing = destinations.some(({ weight }) => weight === undefined);
      const hasWeights = isMissing && destinations.some(({ weight }) => (weight ?? 0) > 0);
      for (const [at, { destination, weight }] of hasWeights ? destinations.entries() : []) {
        if (weight === undefined) {
          const message = `${describeDestination(destination)} has no weight in ${object.title} and gets no traffic, as others have one`;
          report({ object, path: [...list.path, at], message });
        }
      }
    }
  },
};
