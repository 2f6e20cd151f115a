import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { describeDestination, keyOfDestination } from './destinations';
import { httpRoutesWithAny } from './http-routes';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Mirrors that go where the request goes already. */
export const MIRROR_OF_DESTINATION: Rule = {
  code: 'CDI0226',
  name: 'MirrorOfDestination',
  severity: Severity.WARNING,
  summary: 'A route mirrors its requests to a destination that it sends them to already.',
  explanation:
    'The pods of that destination get mirrored requests twice, with all side effects: an order is placed twice, and load and metrics double. Most often the subset of the new version is missing in the mirror.',
  fix: 'Mirror to another subset or service.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMirrorPolicy',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    for (const { object, route, path } of httpRoutesWithAny(mesh, 'mirror', 'mirrors')) {
      const mirrors = [
        ...(route.mirror === undefined ? [] : [[route.mirror, ['mirror']] as const]),
        ...(route.mirrors ?? []).map(({ destination }, at) => [destination, ['mirrors', at, 'destination']] as const),
      ];
      for (const [mirror, field] of mirrors) {
        // Of what has no weight nothing is sent there, where there are others.
        const reached = (route.route ?? []).filter(({ weight }, _, { length }) => length === 1 || (weight ?? 0) > 0);
        if (
          reached.some(({ destination }) => keyOfDestination(destination, object) === keyOfDestination(mirror, object))
        ) {
          const message = `A route of ${object.title} mirrors to ${describeDestination(mirror)}, where it sends requests already`;
          report({ object, path: [...path, ...field], message });
        }
      }
    }
  },
};
