import { INJECT } from '../../../mesh/semantics/injection';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { ANNOTATED, annotationsOf } from './annotations';

/** Annotations that Istio gives up. */
export const DEPRECATED_ANNOTATION: Rule = {
  code: 'IST0135',
  name: 'DeprecatedAnnotation',
  severity: Severity.INFO,
  summary: 'An annotation of Istio is deprecated.',
  explanation:
    'Istio still reads it, and a later version may not: the setting is then lost with an upgrade, without any message.',
  fix: 'Use what took its place: the label `sidecar.istio.io/inject` for the annotation of that name, the annotation `proxy.istio.io/config` or a ProxyConfig for most others.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0135/',
  inputs: ANNOTATED,
  check: (mesh, report) => {
    for (const { object, path, name, labels, known } of mesh.derive(annotationsOf)) {
      // Who has the label too knows, and keeps the annotation for older versions.
      if (known?.deprecated === true && !(name === INJECT && Object.hasOwn(labels, INJECT))) {
        const instead = name === INJECT ? '; the label of that name took its place' : '';
        report({ object, path, message: `${object.title} has the deprecated annotation ${name}${instead}` });
      }
    }
  },
};
