import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { httpRoutesWithAny } from './http-routes';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Mirrors for none of the requests. */
export const MIRROR_NEVER_SENT: Rule = {
  code: 'CDI0225',
  name: 'MirrorNeverSent',
  severity: Severity.WARNING,
  summary: 'A mirror has a percentage of zero, or a percentage has no mirror.',
  explanation:
    'A mirror with a percentage of zero gets nothing. `mirrorPercentage` belongs to `mirror`: beside `mirrors`, where each has a `percentage` of its own, or without any mirror it does nothing.',
  fix: 'Set the percentage that is meant, or remove it: without one all requests are mirrored.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMirrorPolicy',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    for (const { object, route, path } of httpRoutesWithAny(mesh, 'mirrors', 'mirrorPercentage', 'mirrorPercent')) {
      const { mirror, mirrorPercentage, mirrorPercent, mirrors = [] } = route;
      const share = mirrorPercentage === undefined ? mirrorPercent : (mirrorPercentage.value ?? 0);
      const field = mirrorPercentage === undefined ? 'mirrorPercent' : 'mirrorPercentage';
      if (share !== undefined && mirror === undefined) {
        const message = `A route of ${object.title} has ${field} and no mirror that it is for`;
        report({ object, path: [...path, field], message });
      } else if (share === 0) {
        report({ object, path: [...path, field], message: `A route of ${object.title} mirrors 0% of its requests` });
      }
      for (const [at, { percentage }] of mirrors.entries()) {
        if (percentage !== undefined && (percentage.value ?? 0) === 0) {
          const message = `A route of ${object.title} mirrors 0% of its requests`;
          report({ object, path: [...path, 'mirrors', at, 'percentage'], message });
        }
      }
    }
  },
};
