import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Mesh } from '../../src/mesh/mesh';
import { loadYaml } from '../../src/mesh/load/yaml';

/** A recorded case, as far as its manifests and what Istio's analyzers said of them go. */
export interface RecordedCase {
  readonly name: string;
  readonly manifests: string;
  /** `IST0101 Error VirtualService default/shop`, each once. */
  readonly analysis: readonly string[];
}

const FOLDER = join(__dirname, '../cases');

/** The cases that Istio's analyzers were run on. */
export const RECORDED_CASES: readonly RecordedCase[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .map((file) => loadYaml({ file, text: readFileSync(join(FOLDER, file), 'utf8') }).values[0].value as RecordedCase)
  .filter(({ analysis }) => Array.isArray(analysis));

/** What was there when the cases were recorded: pods and Service of the installed gateway. */
const INSTALLED = `
apiVersion: v1
kind: Pod
metadata:
  name: istio-ingressgateway-0
  namespace: istio-system
  labels: {istio: ingressgateway, app: istio-ingressgateway}
spec: {containers: [{name: istio-proxy, image: istio/proxyv2:1.31.0}]}
---
apiVersion: v1
kind: Service
metadata: {name: istio-ingressgateway, namespace: istio-system}
spec:
  selector: {istio: ingressgateway, app: istio-ingressgateway}
  ports: [{name: http2, port: 80}, {name: https, port: 443}]
`;

/** The mesh of a case, as the analyzers saw it. */
export function meshOfCase({ name, manifests }: RecordedCase): Mesh {
  return Mesh.fromYaml([
    { file: 'installed.yaml', text: INSTALLED },
    { file: `${name}.yaml`, text: manifests },
  ]);
}
