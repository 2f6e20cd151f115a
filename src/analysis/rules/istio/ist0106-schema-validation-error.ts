import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { reportFaults, VALIDATED } from './schema-faults';

/** Objects that Istio's own validation refuses. */
export const SCHEMA_VALIDATION_ERROR: Rule = {
  code: 'IST0106',
  name: 'SchemaValidationError',
  severity: Severity.ERROR,
  summary: "Istio's own validation refuses an object.",
  explanation:
    "The schema of a custom resource says what fields there are; Istio's webhook checks what goes together. Where the webhook runs, the API server refuses such an object. Where it does not, istiod takes the object as it is, and leaves out what it can't carry out, or a whole listener with it.",
  fix: 'Correct the field that the message names.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0106/',
  inputs: VALIDATED,
  check: (mesh, report) => reportFaults(mesh, report, 'IST0106'),
};
