import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { describeDestination, keyOfDestination } from './destinations';
import { spreadListsOf } from './weights';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Destinations that stand twice in one route. */
export const DUPLICATE_DESTINATION: Rule = {
  code: 'CDI0230',
  name: 'DuplicateDestination',
  severity: Severity.WARNING,
  summary: 'A route names the same destination twice.',
  explanation:
    'The shares of both are added, so the split is another one than it looks like. Most often one of them was copied and its subset not changed: the other version gets nothing.',
  fix: 'Correct the host, the port or the subset of one, or add up their weights in one entry.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    for (const list of spreadListsOf(mesh)) {
      const { object, destinations } = list;
      const subsets = new Set(destinations.map(({ destination }) => destination.subset ?? ''));
      if (subsets.size === destinations.length) {
        continue;
      }
      const seen = new Set<string>();
      for (const [at, { destination, headers }] of destinations.entries()) {
        const key = keyOfDestination(destination, object) + (headers === undefined ? '{}' : JSON.stringify(headers));
        if (seen.has(key)) {
          const message = `A route of ${object.title} names ${describeDestination(destination)} twice`;
          report({ object, path: [...list.path, at, 'destination'], message });
        }
        seen.add(key);
      }
    }
  },
};
