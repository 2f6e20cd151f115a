import { Severity } from '../../severity';
import { Rule } from '../../rule';

/** Objects that break the schema of their kind. */
export const REFUSED_BY_API_SERVER: Rule = {
  code: 'CDI0002',
  name: 'RefusedByApiServer',
  severity: Severity.ERROR,
  summary: 'An object breaks the schema of its kind, so the API server refuses it.',
  explanation:
    'The schema of a custom resource says which fields it has, of what types, and by rules in CEL what goes together. An object that breaks it is refused by the API server: `kubectl apply` fails, a GitOps controller stops there, and the mesh keeps what it had before. The rest of this report leaves the object out.',
  fix: 'Correct the field that the message names.',
  docs: 'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation',
  inputs: [],
  check: (mesh, report) => {
    for (const { object, faults } of mesh.objections) {
      for (const { field, path, message } of faults) {
        report({
          object,
          path,
          message: `The API server refuses ${object.title}: ${field === '' ? '' : `${field}: `}${message}`,
        });
      }
    }
  },
};
