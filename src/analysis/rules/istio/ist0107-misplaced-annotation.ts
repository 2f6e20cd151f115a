import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { ANNOTATED, annotationsOf, isInPlace } from './annotations';

/** Annotations of Istio on a kind that they are not for. */
export const MISPLACED_ANNOTATION: Rule = {
  code: 'IST0107',
  name: 'MisplacedAnnotation',
  severity: Severity.WARNING,
  summary: 'An annotation of Istio stands on a kind that it is not for.',
  explanation:
    "Istio looks for each annotation in one place only. What is for the proxy of a pod has to stand on the pod: on a Deployment's own metadata, or on a Service or a Namespace, nobody reads it, and the setting has no effect.",
  fix: 'Move it to the kind that the message names; what is for pods belongs into `spec.template.metadata` of what makes them.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0107/',
  inputs: ANNOTATED,
  check: (mesh, report) => {
    for (const { object, path, name, kind, known } of mesh.derive(annotationsOf)) {
      if (known !== undefined && !isInPlace(known, kind)) {
        const owner = path[0] === 'metadata' ? object.title : `the pods of ${object.title}`;
        report({ object, path, message: `${name} on ${owner} has no effect: it is for ${known.kinds.join(', ')}` });
      }
    }
  },
};
