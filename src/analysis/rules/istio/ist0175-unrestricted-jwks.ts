import { DEPLOYMENT, REQUEST_AUTHENTICATION } from '../../../mesh/kinds';
import { MeshObject } from '../../../mesh/mesh-object';
import { at, listAt, textAt } from '../../../mesh/wire/json';
import { byText } from '../../order';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

const BLOCKED = 'BLOCKED_CIDRS_IN_JWKS_URIS';
const MOST_NAMED = 5;

/** An istiod that fetches keys from wherever RequestAuthentications say. */
export const UNRESTRICTED_JWKS: Rule = {
  code: 'IST0175',
  name: 'JwksUriFetchUnrestricted',
  severity: Severity.WARNING,
  summary: 'There are RequestAuthentications, and istiod fetches keys from any address.',
  explanation:
    'istiod itself fetches the keys that a `jwksUri` names. Whoever may create a RequestAuthentication can have it send requests to addresses that only istiod reaches: metadata services of the cloud, or what listens inside of the cluster.',
  fix: `Set \`${BLOCKED}\` on istiod to the ranges that no key comes from, such as \`169.254.0.0/16,127.0.0.0/8\`.`,
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0175/',
  inputs: [DEPLOYMENT, REQUEST_AUTHENTICATION],
  check: (mesh, report) => {
    const policies = mesh.all(REQUEST_AUTHENTICATION).filter(({ isAssumed }) => !isAssumed);
    if (policies.length === 0) {
      return;
    }
    const titles = policies.map(({ title }) => title).sort(byText);
    const more = titles.length > MOST_NAMED ? ` and ${titles.length - MOST_NAMED} more` : '';
    for (const object of mesh.all(DEPLOYMENT).filter(isOpenIstiod)) {
      report({
        object,
        path: ['spec', 'template', 'spec', 'containers'],
        message: `${object.title} is istiod without ${BLOCKED}, and fetches keys for ${titles.slice(0, MOST_NAMED).join(', ')}${more}`,
      });
    }
  },
};

function isOpenIstiod({ labels, spec, isAssumed }: MeshObject): boolean {
  return (
    !isAssumed &&
    labels.app === 'istiod' &&
    !listAt(spec, 'template', 'spec', 'containers')
      .flatMap((container) => listAt(container, 'env'))
      .some(
        (each) =>
          textAt(each, 'name') === BLOCKED &&
          ((textAt(each, 'value') ?? '') !== '' || at(each, 'valueFrom') !== undefined),
      )
  );
}
