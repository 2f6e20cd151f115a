import { POD } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { hasAutoImage } from './auto-image';

/** Pods of a cluster whose image no injector has replaced. */
export const AUTO_IMAGE_NOT_INJECTED: Rule = {
  code: 'IST0147',
  name: 'ImageAutoWithoutInjectionError',
  severity: Severity.ERROR,
  summary: 'A pod of a cluster still has `image: auto`.',
  explanation:
    'The injector replaces `auto` by the image of the proxy when a pod is created. A pod that has it afterwards was not looked at by any injector, and it never starts: no registry has that image.',
  fix: 'See that a webhook of Istio selects the pod and its namespace by their labels, and create the pod again.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0147/',
  inputs: [POD],
  undecidable: (mesh) =>
    mesh.all(POD).some(({ created }) => created !== undefined)
      ? undefined
      : 'there are no pods of a cluster among the manifests, and those that are yet to be made are injected then',
  check: (mesh, report) => {
    for (const object of mesh.all(POD)) {
      if (object.created !== undefined && hasAutoImage(object.spec)) {
        report({
          object,
          path: ['spec', 'containers'],
          message: `${object.title} was created with the image auto, which no injector has replaced`,
        });
      }
    }
  },
};
