import { resolvedDestinations } from '../analysis/rules/route/destinations';
import { gatewayPodsOf, textOfSelector } from '../mesh/index/gateway-pods';
import { INGRESS_NAMESPACE } from '../mesh/index/ingress-gateway';
import { serverCredential } from '../mesh/index/server-credential';
import { CERTIFICATE, EXTERNAL_SECRET, GATEWAY, SEALED_SECRET, SECRET, SERVICE } from '../mesh/kinds';
import { Mesh } from '../mesh/mesh';
import { Kind, MeshObject } from '../mesh/mesh-object';
import { JsonObject, TextMap } from '../mesh/wire/json';

/** Manifests together with what they leave to the cluster. */
export interface CompletedMesh {
  readonly mesh: Mesh;
  /** What is taken to be in the cluster, in words. */
  readonly assumed: readonly string[];
}

/** What is not among the manifests. */
export interface ElsewhereOptions {
  /**
   * The namespace of the pods of gateways that are not.
   *
   * @default - that of Istio's own.
   */
  readonly gatewayNamespace?: string;
  /**
   * Whether what Gateways select is taken to be in the cluster as well.
   *
   * @default false: a simulation takes any gateway that is asked for.
   */
  readonly withGateways?: boolean;
}

/**
 * Manifests with what may be kept elsewhere. Where none of the meshes has workloads, services are taken to have some. Where none has Services
 * in a namespace, those that routes lead to are taken to be there, and where none has Secrets in that of a gateway, those that Gateways
 * name.
 */
export function withWhatIsElsewhere(
  meshes: readonly Mesh[],
  { gatewayNamespace = INGRESS_NAMESPACE, withGateways = false }: ElsewhereOptions = {},
): readonly CompletedMesh[] {
  const areWithoutWorkloads = meshes.every(({ workloads }) => workloads.all.length === 0);
  const withServices = namespacesWith(meshes, [SERVICE]);
  const withSecrets = namespacesWith(meshes, [SECRET, CERTIFICATE, EXTERNAL_SECRET, SEALED_SECRET]);
  return meshes.map((mesh) => {
    const gateways = withGateways ? missingGateways(mesh) : [];
    const services = missingServices(mesh).filter(({ namespace }) => !withServices.has(namespace));
    const secrets = missingSecrets(mesh, gatewayNamespace).filter(({ namespace }) => !withSecrets.has(namespace));
    const objects = [...gateways.flatMap((each) => assumedGateway(each, gatewayNamespace)), ...services, ...secrets];
    const whole = areWithoutWorkloads ? mesh.asPartial() : mesh;
    return {
      mesh: objects.length === 0 ? whole : whole.mergedWith(Mesh.ofObjects(objects, whole.isPartial)),
      assumed: [
        ...gateways.map(({ selector }) => `pods with ${textOfSelector(selector)}`),
        ...(areWithoutWorkloads && mesh.services.all.length > 0 ? ['pods of the services'] : []),
        ...services.map(({ title }) => title),
        ...new Set(secrets.map(({ name }) => `Secret ${name} of a gateway`)),
      ],
    };
  });
}

function namespacesWith(meshes: readonly Mesh[], kinds: readonly Kind[]): ReadonlySet<string> {
  const objects = meshes.flatMap((mesh) => kinds.flatMap((kind) => mesh.all(kind)));
  return new Set(objects.map(({ namespace }) => namespace));
}

/** The port of a Service that no route names. */
const USUAL_PORT = 80;

/** The Services that routes lead to and that are not there, with the ports that routes name. */
function missingServices(mesh: Mesh): MeshObject[] {
  const ports = new Map<string, Set<number>>();
  for (const { host, services, destination } of resolvedDestinations(mesh)) {
    if (services.length === 0) {
      const named = ports.get(host) ?? new Set();
      if (destination.port?.number !== undefined) {
        named.add(destination.port.number);
      }
      ports.set(host, named);
    }
  }
  const suffix = `.svc.${mesh.config.domain}`;
  return [...ports].flatMap(([host, named]) => {
    const [name = '', namespace = '', ...more] = host.slice(0, -suffix.length).split('.');
    return !host.endsWith(suffix) || more.length > 0 || namespace === ''
      ? []
      : [assumedService(namespace, name, named.size === 0 ? [USUAL_PORT] : [...named])];
  });
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

function assumedGateway({ selector, ports }: MissingGateway, namespace: string): MeshObject[] {
  const name = Object.values(selector).join('-');
  return [
    assumedObject('Pod', { name, namespace, labels: selector }, {}),
    assumedService(namespace, name, [...ports], selector),
  ];
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
  return assumedObject(SECRET.kind, { namespace, name });
}

function assumedService(namespace: string, name: string, ports: readonly number[], selector?: TextMap): MeshObject {
  const spec = { ...(selector === undefined ? {} : { selector }), ports: ports.map((port) => ({ port })) };
  return assumedObject(SERVICE.kind, { namespace, name }, spec);
}

function assumedObject(
  kind: string,
  metadata: { readonly namespace: string; readonly name: string; readonly labels?: TextMap },
  spec?: JsonObject,
): MeshObject {
  const manifest = { apiVersion: 'v1', kind, metadata, ...(spec === undefined ? {} : { spec }) };
  return new MeshObject(manifest, {}, metadata.namespace, true);
}
