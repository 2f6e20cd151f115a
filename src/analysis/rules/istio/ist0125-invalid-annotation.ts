import { faultOfAnnotation } from '../../../mesh/semantics/annotation-values';
import { faultOfProxyConfig } from '../../../mesh/semantics/proxy-config-fault';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { ANNOTATED, annotationsOf, isInPlace, WrittenAnnotation } from './annotations';

const PROXY_CONFIG = 'proxy.istio.io/config';

/** Annotations of Istio with a value that it refuses. */
export const INVALID_ANNOTATION: Rule = {
  code: 'IST0125',
  name: 'InvalidAnnotation',
  severity: Severity.WARNING,
  summary: 'An annotation of Istio has a value that its injector refuses.',
  explanation:
    'The injector checks the annotations of a pod when it adds the sidecar. A value that it does not understand makes the injection fail, and with it the creation of the pod: the Deployment stays without pods, and only its events say why.',
  fix: 'Correct the value as the message says.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0125/',
  inputs: ANNOTATED,
  check: (mesh, report) => {
    for (const annotation of mesh.derive(annotationsOf)) {
      const { object, path, name, kind, known } = annotation;
      const fault = known !== undefined && isInPlace(known, kind) ? faultOf(annotation) : undefined;
      if (fault !== undefined) {
        report({ object, path, message: `${name} of ${object.title} ${fault}` });
      }
    }
  },
};

function faultOf({ name, value }: WrittenAnnotation): string | undefined {
  if (name !== PROXY_CONFIG) {
    return faultOfAnnotation(name, value);
  }
  const { loadYaml } = require('../../../mesh/load/yaml') as typeof import('../../../mesh/load/yaml');
  const { values, faults } = loadYaml({ file: '', text: value });
  const fault = faults.length > 0 ? 'it can not be read as YAML' : faultOfProxyConfig(values[0]?.value);
  return fault && `is refused: ${fault}`;
}
