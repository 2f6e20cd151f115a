import { SECRET } from '../../src/mesh/kinds';
import { Mesh } from '../../src/mesh/mesh';
import { textAt } from '../../src/mesh/wire/json';
import { Client } from '../../src/simulation/client';
import { Request } from '../../src/simulation/request';
import { Simulation } from '../../src/simulation/simulation';
import { compareOutcome, Difference } from './compare-outcome';
import { RecordedRequest, TrafficCase } from './traffic-case';

/** What the replay of one request comes to. */
export interface ReplayedRequest {
  readonly request: RecordedRequest;
  readonly differences: readonly Difference[];
}

/** The mesh that cases are recorded in does not switch to mutual TLS by itself. */
const RECORDED_MESH = `
apiVersion: v1
kind: ConfigMap
metadata: {name: istio, namespace: istio-system}
data:
  mesh: |
    rootNamespace: istio-system
    enableAutoMtls: false
`;

/** Sends the requests of a case through the simulator, and compares what comes of them with what was recorded. */
export function replayCase(file: string, recorded: TrafficCase): readonly ReplayedRequest[] {
  const mesh = Mesh.fromYaml([
    { file, text: recorded.manifests },
    { file: 'mesh-config', text: RECORDED_MESH },
  ]);
  const simulator = new Simulation(mesh);
  return recorded.requests.map((request) => {
    const sent = requestOf(request, mesh);
    return { request, differences: compareOutcome(request, simulator.send(sent)) };
  });
}

/** The request as it was recorded. */
export function requestOf(recorded: RecordedRequest, mesh: Mesh): Request {
  const { url, method, headers = {}, sni, clientCertificate } = recorded;
  return Request.of(url, {
    from: clientOf(recorded.from),
    method,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    sni,
    clientCertificate: clientCertificate === undefined ? undefined : certificateIn(mesh, clientCertificate),
  });
}

function clientOf(from: RecordedRequest['from'] = 'gateway'): Client {
  if (from === 'gateway') {
    return Client.outside();
  }
  return from.gateway === undefined
    ? Client.pod(from.namespace ?? 'default', from.labels)
    : Client.outside(from.gateway, from.namespace);
}

function certificateIn(mesh: Mesh, name: string): string {
  const [namespace, secretName] = name.split('/');
  const manifest = mesh.get(SECRET, namespace, secretName)?.manifest;
  return ['tls.crt', 'cert']
    .map((key) => textAt(manifest, 'stringData', key) ?? atob(textAt(manifest, 'data', key) ?? ''))
    .join('');
}
