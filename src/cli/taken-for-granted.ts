import { isLabelName } from '../kernel/kube-name';
import { gatewayReferencesOf } from '../analysis/rules/istio/gateway-references';
import { delegationsOf } from '../analysis/rules/route/delegations';
import { resolvedDestinations } from '../analysis/rules/route/destinations';
import {
  CERTIFICATE,
  DESTINATION_RULE,
  EXTERNAL_SECRET,
  GATEWAY,
  KUBERNETES_GATEWAY,
  SEALED_SECRET,
  SECRET,
  SERVICE,
  VIRTUAL_SERVICE,
} from '../mesh/kinds';
import { Mesh } from '../mesh/mesh';
import { Kind, MeshObject } from '../mesh/mesh-object';
import { resolveHost } from '../mesh/semantics/short-name';
import { assumedObject, assumedService } from './assumed-objects';
import { GatewaysElsewhere } from './gateways-elsewhere';

/** Manifests together with what they leave to the cluster. */
export interface CompletedMesh {
  readonly mesh: Mesh;
  /** What is taken to be in the cluster, in words. */
  readonly assumed: readonly string[];
  /** What is not, because it is among the manifests at a place where it has no effect; in words. */
  readonly misplaced: readonly string[];
}

/** What is not among the manifests. */
export interface ElsewhereOptions {
  /**
   * The namespace of the pods of gateways that are not, which somebody says.
   *
   * @default - what the other manifests tell of it, and that of Istio's own where they tell nothing.
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
 * it has no Gateways, and delegates where it has no VirtualServices. Where none has Secrets in the namespace of a gateway, those that Gateways name are;
 * but not where one of that name lies elsewhere, which is more likely a mistake.
 */
export function withWhatIsElsewhere(
  meshes: readonly Mesh[],
  { gatewayNamespace, withGatewayPods = false }: ElsewhereOptions = {},
): readonly CompletedMesh[] {
  const areWithoutWorkloads = meshes.every(({ workloads }) => workloads.all.length === 0);
  const withServices = namespacesWith(meshes, [SERVICE]);
  const withGatewayObjects = namespacesWith(meshes, [GATEWAY, KUBERNETES_GATEWAY]);
  const withRoutes = namespacesWith(meshes, [VIRTUAL_SERVICE]);
  const withSecrets = namespacesWith(meshes, [SECRET, CERTIFICATE, EXTERNAL_SECRET, SEALED_SECRET]);
  const gatewaysElsewhere = new GatewaysElsewhere(meshes, gatewayNamespace);
  return meshes.map((mesh) => {
    const pods = withGatewayPods ? gatewaysElsewhere.missingPods(mesh) : [];
    const gateways = missingGateways(mesh).filter(({ namespace }) => !withGatewayObjects.has(namespace));
    const delegates = withGatewayPods
      ? missingDelegates(mesh).filter(({ namespace }) => !withRoutes.has(namespace))
      : [];
    const services = assumedServices(
      mesh,
      missingServices(mesh).filter(({ namespace }) => !withServices.has(namespace)),
    );
    const missing = gatewaysElsewhere.missingSecrets(mesh).filter(({ secret }) => !withSecrets.has(secret.namespace));
    const secrets = missing.flatMap(({ secret, misplaced }) => (misplaced.length === 0 ? [secret] : []));
    const objects = [...pods.flatMap(({ objects: each }) => each), ...gateways, ...delegates, ...services, ...secrets];
    const whole = areWithoutWorkloads || withGatewayPods ? mesh.asPartial() : mesh;
    return {
      mesh: objects.length === 0 ? whole : whole.mergedWith(Mesh.ofObjects(objects, whole.isPartial)),
      assumed: [
        ...pods.map(({ title }) => title),
        ...[...gateways, ...delegates].map(({ title }) => title),
        ...(areWithoutWorkloads && mesh.services.all.length > 0 ? ['pods of the services'] : []),
        ...services.map(({ title }) => title),
        ...secrets.map(({ title }) => title),
      ],
      misplaced: missing.flatMap(({ secret, misplaced }) =>
        misplaced.length === 0
          ? []
          : [`${secret.title}, as there is ${misplaced.map(({ title }) => title).join(', ')}`],
      ),
    };
  });
}

/** Manifests with the pods of the gateways that they lack, in the namespace that somebody says. */
export function withGatewayPods(mesh: Mesh, namespace: string): Mesh {
  const pods = new GatewaysElsewhere([mesh], namespace).missingPods(mesh);
  const objects = pods.flatMap((each) => each.objects);
  return objects.length === 0 ? mesh : mesh.mergedWith(Mesh.ofObjects(objects, mesh.isPartial));
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
    // No cluster has a Service of another name: capitals and underscores are slips.
    const isPossible = host.endsWith(suffix) && more.length === 0 && [name, namespace].every(isLabelName);
    if (services.length === 0 && isPossible) {
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
