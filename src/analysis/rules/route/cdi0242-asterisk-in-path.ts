import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { reportLiteralPaths } from './literal-paths';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** `*` by itself is a path: that of a request for the server as a whole. */
const WHOLE_SERVER = '*';

/** Matches of paths with an asterisk, which is meant for any letters. */
export const ASTERISK_IN_PATH: Rule = {
  code: 'CDI0242',
  name: 'AsteriskInPath',
  severity: Severity.WARNING,
  summary: 'A path match contains an asterisk.',
  explanation:
    'In `exact` and `prefix` an asterisk is a letter like others: `/api/*` takes a request for `/api/*`, and none for `/api/users`. The paths of an AuthorizationPolicy, where it stands for any letters, and those of other ingress controllers are where it comes from.',
  fix: 'Match the prefix `/api/`, and the path `/api` if that is meant too; or say it with `regex`.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#StringMatch',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => reportLiteralPaths(mesh, report, hasAsterisk, 'in which the asterisk stands for itself'),
};

function hasAsterisk(path: string): boolean {
  return path.includes('*') && path !== WHOLE_SERVER;
}
