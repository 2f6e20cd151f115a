import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { reportFaults, VALIDATED } from './schema-faults';

/** Objects that Istio's own validation warns of. */
export const SCHEMA_WARNING: Rule = {
  code: 'IST0133',
  name: 'SchemaWarning',
  severity: Severity.WARNING,
  summary: "Istio's own validation warns of an object.",
  explanation:
    'Istio takes the object, but something in it is deprecated, has no effect in the place where it stands, or does something else than most people expect.',
  fix: 'See what the message says of the field.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0133/',
  inputs: VALIDATED,
  check: (mesh, report) => reportFaults(mesh, report, 'IST0133'),
};
