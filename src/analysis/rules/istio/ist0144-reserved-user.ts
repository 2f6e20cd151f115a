import { DEPLOYMENT, POD } from '../../../mesh/kinds';
import { MeshObject } from '../../../mesh/mesh-object';
import { FieldPath } from '../../../mesh/origin';
import { at, listAt, numberAt } from '../../../mesh/wire/json';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { isControlPlane, ownContainers } from './injection';

/** The user that the sidecar runs as. */
const PROXY_USER = 1337;

/** Pods of users that run as the sidecar's user. */
export const RESERVED_USER: Rule = {
  code: 'IST0144',
  name: 'InvalidApplicationUID',
  severity: Severity.WARNING,
  summary: "An application runs as user 1337, which is the sidecar's.",
  explanation:
    'Traffic of user 1337 is not led through the sidecar, because the sidecar itself is that user. What an application sends as 1337 goes around the mesh: without mutual TLS, routes, policies and telemetry.',
  fix: 'Run the application as another user: `runAsUser`.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0144/',
  inputs: [DEPLOYMENT, POD],
  check: (mesh, report) => {
    const check = (object: MeshObject, podPath: FieldPath): void => {
      const spec = at(object.manifest, ...podPath);
      for (const path of isControlPlane(object.labels) ? [] : usesOfReservedUser(spec)) {
        report({
          object,
          path: [...podPath, ...path],
          message: `${object.title} runs as user ${PROXY_USER}, which is the sidecar's`,
        });
      }
    };
    mesh.all(POD).forEach((object) => check(object, ['spec']));
    mesh.all(DEPLOYMENT).forEach((object) => check(object, ['spec', 'template', 'spec']));
  },
};

/** Where the spec of pods, or a container of the user's own in it, has the sidecar's user. */
function usesOfReservedUser(podSpec: unknown): FieldPath[] {
  const own = isReserved(podSpec) ? [['securityContext', 'runAsUser']] : [];
  const containers = listAt(podSpec, 'containers');
  return containers.some(isReserved)
    ? [
        ...own,
        ...containers.flatMap((container, index) =>
          isReserved(container) && ownContainers(podSpec).includes(container)
            ? [['containers', index, 'securityContext', 'runAsUser']]
            : [],
        ),
      ]
    : own;
}

function isReserved(holder: unknown): boolean {
  return numberAt(holder, 'securityContext', 'runAsUser') === PROXY_USER;
}
