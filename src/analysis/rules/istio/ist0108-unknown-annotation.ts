import { byText } from '../../order';
import { ISTIO_ANNOTATIONS } from '../../../mesh/semantics/istio-annotations';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { ANNOTATED, annotationsOf } from './annotations';

/** Annotations with a name of Istio's that it does not know. */
export const UNKNOWN_ANNOTATION: Rule = {
  code: 'IST0108',
  name: 'UnknownAnnotation',
  severity: Severity.WARNING,
  summary: 'An annotation has a name of Istio, and Istio knows none of that name.',
  explanation:
    'Kubernetes takes any annotation, so a typing error, a label that was written as an annotation, or one that an earlier Istio had goes unnoticed: nobody reads it, and the setting has no effect.',
  fix: 'Correct the name; Istio lists all of them. Labels such as `istio-injection` belong into `labels`.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0108/',
  inputs: ANNOTATED,
  check: (mesh, report) => {
    for (const { object, path, name, known } of mesh.derive(annotationsOf)) {
      if (known === undefined) {
        report({
          object,
          path,
          message: `${object.title} has the annotation ${name}, which Istio does not know${hint(name)}`,
        });
      }
    }
  },
};

/** The annotation that has the same name but for its domain or its case. */
function hint(name: string): string {
  const tail = (each: string): string => each.slice(each.indexOf('/') + 1).toLowerCase();
  const [similar] = [...ISTIO_ANNOTATIONS.keys()].filter((each) => tail(each) === tail(name)).sort(byText);
  return similar === undefined ? '' : `; there is ${similar}`;
}
