import { byOrigin } from '../../order';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Two manifests of one object. */
export const DUPLICATE_OBJECT: Rule = {
  code: 'CDI0004',
  name: 'DuplicateObject',
  severity: Severity.ERROR,
  summary: 'Two manifests describe the same object.',
  explanation:
    'A cluster has one object of a kind, namespace and name. Of two manifests the one that is applied last replaces the other, so what runs depends on the order in which files are applied; a GitOps controller may apply them in turn for ever. The rest of this report knows the last one that was read.',
  fix: 'Give one of the objects another name, or merge the two. Of bases and overlays that kustomize puts together, analyse what `kubectl kustomize FOLDER` prints, one overlay at a time.',
  docs: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  inputs: [],
  check: (mesh, report) => {
    for (const copies of mesh.duplicates) {
      const [first, ...others] = [...copies].sort((a, b) => byOrigin(a.origin, b.origin));
      for (const object of others) {
        const message = `${object.title} is described twice; what is applied last replaces what was there`;
        report({ object, message, related: [{ object: first }] });
      }
    }
  },
};
