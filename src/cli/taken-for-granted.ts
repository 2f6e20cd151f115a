import { gatewayReferencesOf } from '../analysis/rules/istio/gateway-references';
import { delegationsOf } from '../analysis/rules/route/delegations';
import { resolvedDestinations } from '../analysis/rules/route/destinations';
import { gatewayPodsOf, textOfSelector } from '../mesh/index/gateway-pods';
import { INGRESS_NAMESPACE } from '../mesh/index/ingress-gateway';
import { serverCredential } from '../mesh/index/server-credential';
import {
  CERTIFICATE,
  DESTINATION_RULE,
  EXTERNAL_SECRET,
  GATEWAY,
  KUBERNETES_GATEWAY,
  POD,
  SEALED_SECRET,
  SECRET,
  SERVICE,
  VIRTUAL_SERVICE,
} from '../mesh/kinds';
import { Mesh } from '../mesh/mesh';
import { Kind, MeshObject } from '../mesh/mesh-object';
import { resolveHost } from '../mesh/semantics/short-name';
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
   * Whether what Gateways select, delegates, and pods of namespaces without any are taken to be in the cluster as well.
   *
   * @default false: a simulation takes the pods of any gateway that is asked for.
   */
  readonly withGatewayPods?: boolean;
}

/**
 * Manifests with what may be kept elsewhere. Where none of the meshes has workloads, services are taken to have some. Where none has Services
 * in a namespace, those that routes lead to are taken to be there, with their subsets, and so are Gateways that VirtualServices name where
 * it has no Gateways, and delegates where it has no VirtualServices. Where none has Secrets in the namespace of a gateway, those that Gateways name are.
 */
export function withWhatIsElsewhere(
  meshes: readonly Mesh[],
  { gatewayNamespace = INGRESS_NAMESPACE, withGatewayPods = false }: ElsewhereOptions = {},
): readonly CompletedMesh[] {
  const areWithoutWorkloads = meshes.every(({ workloads }) => workloads.all.length === 0);
  const withServices = namespacesWith(meshes, [SERVICE]);
  const withGatewayObjects = namespacesWith(meshes, [GATEWAY, KUBERNETES_GATEWAY]);
  const withRoutes = namespacesWith(meshes, [VIRTUAL_SERVICE]);
  const withSecrets = namespacesWith(meshes, [SECRET, CERTIFICATE, EXTERNAL_SECRET, SEALED_SECRET]);
  return meshes.map((mesh) => {
    const pods = withGatewayPods ? missingGatewayPods(mesh) : [];
    const gateways = missingGateways(mesh).filter(({ namespace }) => !withGatewayObjects.has(namespace));
    const delegates = withGatewayPods
      ? missingDelegates(mesh).filter(({ namespace }) => !withRoutes.has(namespace))
      : [];
    const services = assumedServices(
      mesh,
      missingServices(mesh).filter(({ namespace }) => !withServices.has(namespace)),
    );
    const secrets = missingSecrets(mesh, gatewayNamespace).filter(({ namespace }) => !withSecrets.has(namespace));
    const objects = [
      ...pods.flatMap((each) => assumedPods(each, gatewayNamespace)),
      ...gateways,
      ...delegates,
      ...services,
      ...secrets,
    ];
    const whole = areWithoutWorkloads || withGatewayPods ? mesh.asPartial() : mesh;
    return {
      mesh: objects.length === 0 ? whole : whole.mergedWith(Mesh.ofObjects(objects, whole.isPartial)),
      assumed: [
        ...pods.map(({ selector }) => `pods with ${textOfSelector(selector)}`),
        ...[...gateways, ...delegates].map(({ title }) => title),
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

/** What routes name of a Service that is not there. */
interface MissingService {
  readonly name: string;
  readonly namespace: string;
  readonly ports: Set<number>;
  readonly subsets: Set<string>;
}

/** The Services that routes lead to and that are not there. */
function missingServices(mesh: Mesh): MissingService[] {
  const missing = new Map<string, MissingService>();
  const suffix = `.svc.${mesh.config.domain}`;
  for (const { host, services, destination } of resolvedDestinations(mesh)) {
    const [name = '', namespace = '', ...more] = host.slice(0, -suffix.length).split('.');
    if (services.length === 0 && host.endsWith(suffix) && more.length === 0 && namespace !== '') {
      const service = missing.get(host) ?? { name, namespace, ports: new Set(), subsets: new Set() };
      missing.set(host, service);
      const { port, subset = '' } = destination;
      if (port?.number !== undefined) {
        service.ports.add(port.number);
      }
      if (subset !== '') {
        service.subsets.add(subset);
      }
    }
  }
  return [...missing.values()];
}

/** Such Services, and DestinationRules with their subsets where they have none. */
function assumedServices(mesh: Mesh, missing: readonly MissingService[]): MeshObject[] {
  const { domain } = mesh.config;
  const hosts = mesh
    .all(DESTINATION_RULE)
    .map(({ spec, namespace }) => resolveHost(spec.host ?? '', namespace, domain));
  const withRules = new Set(hosts);
  const withSubsets = missing.filter(
    ({ name, namespace, subsets }) => subsets.size > 0 && !withRules.has(`${name}.${namespace}.svc.${domain}`),
  );
  return [
    ...missing.map(({ name, namespace, ports }) =>
      assumedService(namespace, name, ports.size === 0 ? [USUAL_PORT] : [...ports]),
    ),
    ...withSubsets.map(({ name, namespace, subsets }) =>
      assumedObject(
        DESTINATION_RULE,
        { namespace, name },
        { host: name, subsets: [...subsets].map((subset) => ({ name: subset })) },
      ),
    ),
  ];
}

/** The Gateways that VirtualServices name and that are not there. */
function missingGateways(mesh: Mesh): MeshObject[] {
  const missing = new Map<string, MeshObject>();
  for (const { namespace, name } of gatewayReferencesOf(mesh)) {
    if ([GATEWAY, KUBERNETES_GATEWAY].every((kind) => mesh.get(kind, namespace, name) === undefined)) {
      const gateway = assumedObject(GATEWAY, { namespace, name });
      missing.set(gateway.key, gateway);
    }
  }
  return [...missing.values()];
}

/** The VirtualServices that routes delegate to and that are not there. */
function missingDelegates(mesh: Mesh): MeshObject[] {
  const missing = new Map<string, MeshObject>();
  for (const { delegate, target } of delegationsOf(mesh)) {
    if (target === undefined && delegate.name !== '') {
      const object = assumedObject(VIRTUAL_SERVICE, delegate);
      missing.set(object.key, object);
    }
  }
  return [...missing.values()];
}

interface MissingPods {
  readonly selector: TextMap;
  readonly ports: Set<number>;
}

/** What Gateways select and no workload is, with the ports that they open. */
function missingGatewayPods(mesh: Mesh): MissingPods[] {
  const pods = mesh.derive(gatewayPodsOf);
  const missing = new Map<string, MissingPods>();
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

function assumedPods({ selector, ports }: MissingPods, namespace: string): MeshObject[] {
  const name = Object.values(selector).join('-');
  return [
    assumedObject(POD, { name, namespace, labels: selector }, {}),
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
  return assumedObject(SECRET, { namespace, name });
}

function assumedService(namespace: string, name: string, ports: readonly number[], selector?: TextMap): MeshObject {
  const spec = { ...(selector === undefined ? {} : { selector }), ports: ports.map((port) => ({ port })) };
  return assumedObject(SERVICE, { namespace, name }, spec);
}

function assumedObject(
  { group, kind }: Kind,
  metadata: { readonly namespace: string; readonly name: string; readonly labels?: TextMap },
  spec?: JsonObject,
): MeshObject {
  const apiVersion = group === '' ? 'v1' : `${group}/v1`;
  const manifest = { apiVersion, kind, metadata, ...(spec === undefined ? {} : { spec }) };
  return new MeshObject(manifest, {}, metadata.namespace, true);
}
