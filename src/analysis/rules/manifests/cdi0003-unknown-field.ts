import { fieldOf } from '../../../mesh/manifest-place';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Fields that the schema of a kind does not have. */
export const UNKNOWN_FIELD: Rule = {
  code: 'CDI0003',
  name: 'UnknownField',
  severity: Severity.ERROR,
  summary: 'An object has a field that its kind does not know.',
  explanation:
    '`kubectl apply` refuses an object with a field that its schema does not have; tools that do not ask for that (server-side apply by some controllers, older clients) have the API server drop the field in silence, so that what was meant by it never happens. Most often the name is misspelt, or stands one level too high or too low.',
  fix: 'Correct the name or the place of the field; if it is one of a newer Istio, install that version of the CRDs.',
  docs: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
  inputs: [],
  check: (mesh, report) => {
    for (const { object, unknownFields } of mesh.objections) {
      for (const { path } of unknownFields) {
        report({ object, path, message: `${object.title} has a field that its kind does not know: ${fieldOf(path)}` });
      }
    }
  },
};
