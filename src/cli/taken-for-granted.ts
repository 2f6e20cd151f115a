import { gatewayPodsOf, textOfSelector } from '../mesh/index/gateway-pods';
import { INGRESS_NAMESPACE } from '../mesh/index/ingress-gateway';
import { serverCredential } from '../mesh/index/server-credential';
import { CERTIFICATE, EXTERNAL_SECRET, GATEWAY, SEALED_SECRET, SECRET } from '../mesh/kinds';
import { Mesh } from '../mesh/mesh';
import { MeshObject } from '../mesh/mesh-object';
import { TextMap } from '../mesh/wire/json';

/** Manifests together with what they leave to the cluster. */
export interface CompletedMesh {
  readonly mesh: Mesh;
  /** What is taken to be in the cluster, in words. */
  readonly assumed: readonly string[];
}

/**
 * Manifests with what is hardly ever kept beside them: where none of the meshes has workloads, services are taken to have some; where none
 * has Secrets in the namespace of a gateway, those that Gateways name are taken to be there. `gatewayNamespace` is that of pods that are
 * not among the manifests.
 */
export function withWhatIsElsewhere(
  meshes: readonly Mesh[],
  gatewayNamespace: string = INGRESS_NAMESPACE,
): readonly CompletedMesh[] {
  const areWithoutWorkloads = meshes.every(({ workloads }) => workloads.all.length === 0);
  const namespaces = new Set(meshes.flatMap(namespacesWithSecrets));
  return meshes.map((mesh) => {
    const secrets = missingSecrets(mesh, gatewayNamespace).filter(({ namespace }) => !namespaces.has(namespace));
    const whole = areWithoutWorkloads ? mesh.asPartial() : mesh;
    return {
      mesh: secrets.length === 0 ? whole : whole.mergedWith(Mesh.ofObjects(secrets, whole.isPartial)),
      assumed: [
        ...(areWithoutWorkloads && mesh.services.all.length > 0 ? ['pods of the services'] : []),
        ...new Set(secrets.map(({ name }) => `Secret ${name} of a gateway`)),
      ],
    };
  });
}

/** Manifests with the pods, Services and Secrets of the gateways that they select and don't have, and else as `withWhatIsElsewhere()`. */
export function withInstalledGateways(mesh: Mesh): CompletedMesh {
  const gateways = missingGateways(mesh);
  const [rest] = withWhatIsElsewhere([mesh]);
  return {
    mesh: rest.mesh.mergedWith(Mesh.ofObjects(gateways.flatMap(assumedGateway), rest.mesh.isPartial)),
    assumed: [...gateways.map(({ selector }) => `pods with ${textOfSelector(selector)}`), ...rest.assumed],
  };
}

interface MissingGateway {
  readonly selector: TextMap;
  readonly ports: Set<number>;
}

/** What Gateways select and no workload is, with the ports that they open. */
function missingGateways(mesh: Mesh): MissingGateway[] {
  const pods = mesh.derive(gatewayPodsOf);
  const missing = new Map<string, MissingGateway>();
  for (const { spec } of mesh.all(GATEWAY)) {
    const { selector = {}, servers = [] } = spec;
    const key = textOfSelector(selector);
    if (key !== '' && pods.selected(selector).length === 0) {
      const gateway = missing.get(key) ?? { selector, ports: new Set() };
      servers.forEach(({ port }) => port?.number !== undefined && gateway.ports.add(port.number));
      missing.set(key, gateway);
    }
  }
  return [...missing.values()];
}

function assumedGateway({ selector, ports }: MissingGateway): MeshObject[] {
  const name = Object.values(selector).join('-');
  const kinds = [
    { kind: 'Pod', labels: selector, spec: {} },
    { kind: 'Service', labels: {}, spec: { selector, ports: [...ports].map((port) => ({ port })) } },
  ];
  return kinds.map(({ kind, labels, spec }) => {
    const metadata = { name, namespace: INGRESS_NAMESPACE, labels };
    return new MeshObject({ apiVersion: 'v1', kind, metadata, spec }, {}, INGRESS_NAMESPACE, true);
  });
}

function namespacesWithSecrets(mesh: Mesh): string[] {
  return [SECRET, CERTIFICATE, EXTERNAL_SECRET, SEALED_SECRET]
    .flatMap((kind) => mesh.all(kind))
    .map(({ namespace }) => namespace);
}

/** The Secrets that Gateways name and that are not there. */
function missingSecrets(mesh: Mesh, gatewayNamespace: string): MeshObject[] {
  const pods = mesh.derive(gatewayPodsOf);
  const missing = new Map<string, MeshObject>();
  for (const gateway of mesh.all(GATEWAY)) {
    const { selector = {}, servers = [] } = gateway.spec;
    const known = pods.namespaces(selector);
    for (const namespace of known.length > 0 ? known : [gatewayNamespace]) {
      for (const server of servers) {
        const credential = serverCredential(mesh, server, namespace);
        if (credential !== undefined && credential.object === undefined) {
          const [owner = '', name = ''] = credential.secret.split('/');
          const secret = assumedSecret(owner, name);
          missing.set(secret.key, secret);
        }
      }
    }
  }
  return [...missing.values()];
}

function assumedSecret(namespace: string, name: string): MeshObject {
  return new MeshObject({ apiVersion: 'v1', kind: SECRET.kind, metadata: { namespace, name } }, {}, namespace, true);
}
