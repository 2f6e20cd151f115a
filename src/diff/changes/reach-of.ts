import { isSameJson } from '../../kernel/same-json';
import {
  AUTHORIZATION_POLICY,
  CERTIFICATE,
  DESTINATION_RULE,
  EXTERNAL_SECRET,
  GATEWAY,
  NAMESPACE,
  PEER_AUTHENTICATION,
  REQUEST_AUTHENTICATION,
  SEALED_SECRET,
  SECRET,
  SERVICE,
  SERVICE_ENTRY,
  SIDECAR,
  VIRTUAL_SERVICE,
  WORKLOAD_ENTRY,
  WORKLOAD_GROUP,
  WORKLOAD_KINDS,
} from '../../mesh/kinds';
import { backingWorkloadsOf } from '../../mesh/index/backing-workloads';
import { routingOf } from '../../mesh/index/routing';
import { RegisteredService } from '../../mesh/index/services';
import { addTo } from '../../mesh/lists';
import { Mesh } from '../../mesh/mesh';
import { Kind, MeshObject } from '../../mesh/mesh-object';
import { selects } from '../../mesh/semantics/selector';
import { resolveGatewayReference, resolveHost } from '../../mesh/semantics/short-name';
import { VirtualServiceSpec } from '../../mesh/wire/networking';
import { WorkloadSelector } from '../../mesh/wire/security';
import { ClientPair, MeshPair, Side, SIDES } from '../candidates/client-pair';
import { ChangedObjects } from './changed-objects';
import { Reach } from './reach';

/** What the changes between two meshes can matter to. */
export function reachOf(meshes: MeshPair, changes: ChangedObjects, gateways: readonly ClientPair[]): Reach {
  const reach = new Reach(meshes);
  if (!isSameJson(meshes.before.config, meshes.after.config)) {
    reach.isEverything = true;
    return reach;
  }
  new Marking(meshes, changes, gateways, reach).run();
  reach.close();
  markConnections(meshes, gateways, reach);
  return reach;
}

class Marking {
  constructor(
    private readonly meshes: MeshPair,
    private readonly changes: ChangedObjects,
    private readonly gateways: readonly ClientPair[],
    private readonly reach: Reach,
  ) {}

  public run(): void {
    const { reach, meshes } = this;
    this.each(VIRTUAL_SERVICE, (object, side) => this.virtualService(object, side));
    this.each(DESTINATION_RULE, ({ spec, namespace }, side) =>
      reach.services.add(resolveHost(spec.host ?? '', namespace, meshes[side].config.domain)),
    );
    this.each(GATEWAY, ({ spec }) =>
      this.markGateways((side) => (clients) => selects(spec.selector ?? {}, clients[side].labels)),
    );
    this.each(SERVICE, (object, side) => this.services(object, side));
    this.each(SERVICE_ENTRY, (object, side) => this.services(object, side));
    [...WORKLOAD_KINDS, WORKLOAD_ENTRY, WORKLOAD_GROUP].forEach((kind) =>
      this.each(kind, (object, side) => this.workload(object, side)),
    );
    this.each(SIDECAR, ({ namespace }) => {
      reach.clientNamespaces.add(namespace);
      reach.isWholeMesh ||= this.isRoot(namespace);
    });
    this.each(NAMESPACE, ({ name }) => this.servicesIn(name));
    this.each(PEER_AUTHENTICATION, (object) => this.policy(object));
    this.each(AUTHORIZATION_POLICY, (object) => this.policy(object));
    this.each(REQUEST_AUTHENTICATION, (object) => this.policy(object));
    [SECRET, CERTIFICATE, EXTERNAL_SECRET, SEALED_SECRET].forEach((kind) =>
      this.each(kind, (object) => this.credential(object)),
    );
  }

  private each<Spec>(kind: Kind<Spec>, mark: (object: MeshObject<Spec>, side: Side) => void): void {
    for (const change of this.changes.of(kind)) {
      SIDES.forEach((side) => {
        const object = change[side];
        if (object !== undefined) {
          mark(object, side);
        }
      });
    }
  }

  private isRoot(namespace: string): boolean {
    return namespace === this.meshes.after.config.rootNamespace;
  }

  private virtualService(object: MeshObject<VirtualServiceSpec>, side: Side): void {
    const mesh = this.meshes[side];
    const { all } = routingOf(mesh).virtualServices;
    const isRoot = (object.spec.hosts ?? []).length > 0;
    const roots = isRoot
      ? all.filter((each) => each.object === object)
      : all.filter((root) => delegatesTo(root.object, object));
    for (const root of roots) {
      this.reach.addVirtualService(root);
      this.reach.addConnectionGateways(root);
    }
  }

  private services(object: MeshObject, side: Side): void {
    for (const service of this.meshes[side].derive(servicesBySource).get(object) ?? []) {
      const { hostname, addresses, ports, namespace, selector } = service;
      [hostname, ...addresses].forEach((each) => this.reach.services.add(each));
      if (!this.hasTwin(service, side)) {
        ports.forEach(({ number }) => this.reach.ports.add(number));
      }
      if (selector !== undefined) {
        this.markGateways(
          (each) => (clients) => clients[each].namespace === namespace && selects(selector, clients[each].labels),
        );
        this.markGateways(
          (each) => (clients) => clients[each].namespace === namespace && this.podsOf(clients, each, selector),
        );
      }
    }
  }

  /** Whether the other mesh has the service with the same ports, seen by the same namespaces. */
  private hasTwin({ hostname, ports, exportTo, resolution, namespace }: RegisteredService, side: Side): boolean {
    const shown = (service: Pick<RegisteredService, 'ports' | 'exportTo' | 'resolution' | 'namespace'>) =>
      JSON.stringify([
        service.ports.map(({ number, protocol }) => [number, protocol]),
        service.exportTo,
        service.resolution,
        service.namespace,
      ]);
    const own = shown({ ports, exportTo, resolution, namespace });
    return this.meshes[side === 'before' ? 'after' : 'before'].services
      .ofHost(hostname)
      .some((each) => shown(each) === own);
  }

  private podsOf(clients: ClientPair, side: Side, selector: { readonly [label: string]: string }): boolean {
    const { namespace, labels } = clients[side];
    return this.meshes[side].workloads.selected(namespace, labels).some((each) => selects(selector, each.labels));
  }

  private workload(object: MeshObject, side: Side): void {
    const mesh = this.meshes[side];
    const workload = mesh.workloads.inNamespace(object.namespace).find(({ source }) => source === object);
    if (workload === undefined) {
      return;
    }
    const { namespace, labels } = workload;
    for (const service of mesh.services.all) {
      if (service.namespace === namespace && service.selector !== undefined && selects(service.selector, labels)) {
        this.reach.services.add(service.hostname);
      }
    }
    this.markGateways(
      (each) => (clients) => clients[each].namespace === namespace && selects(clients[each].labels, labels),
      true,
    );
  }

  private servicesIn(namespace: string): void {
    SIDES.flatMap((side) => this.meshes[side].services.all)
      .filter((service) => service.namespace === namespace)
      .forEach(({ hostname }) => this.reach.services.add(hostname));
  }

  private policy({ namespace, spec }: MeshObject<{ readonly selector?: WorkloadSelector }>): void {
    const selector = spec.selector?.matchLabels ?? {};
    const isThere = (other: string) => this.isRoot(namespace) || other === namespace;
    for (const mesh of SIDES.map((side) => this.meshes[side])) {
      const chosen = mesh.services.all.filter(
        (service) =>
          isThere(service.namespace) &&
          (Object.keys(selector).length === 0 ||
            backingWorkloadsOf(mesh)
              .of(service)
              .some(({ labels }) => selects(selector, labels))),
      );
      chosen.forEach(({ hostname }) => this.reach.services.add(hostname));
    }
    this.markGateways(
      (side) => (clients) => isThere(clients[side].namespace) && selects(selector, clients[side].labels),
      true,
    );
  }

  private credential({ namespace, kind, name }: MeshObject): void {
    const bare = name.replace(/-cacert$/, '');
    const isNamed = SIDES.some((side) => credentialNames(this.meshes[side]).has(bare));
    if (kind !== SECRET.kind || isNamed) {
      this.markGateways((side) => (clients) => clients[side].namespace === namespace);
    }
  }

  private markGateways(isMeant: (side: Side) => (clients: ClientPair) => boolean, policed = false): void {
    SIDES.forEach((side) => {
      this.gateways.filter(isMeant(side)).forEach((clients) => this.reach.addClients(clients, policed));
    });
  }
}

function servicesBySource(mesh: Mesh): ReadonlyMap<MeshObject, readonly RegisteredService[]> {
  const found = new Map<MeshObject, RegisteredService[]>();
  mesh.services.all.forEach((service) => addTo(found, service.source, service));
  return found;
}

function delegatesTo(root: MeshObject<VirtualServiceSpec>, { namespace, name }: MeshObject): boolean {
  return (root.spec.http ?? []).some(
    ({ delegate }) => delegate?.name === name && (delegate.namespace || root.namespace) === namespace,
  );
}

function credentialNames(mesh: Mesh): ReadonlySet<string> {
  return mesh.derive(namedCredentials);
}

function namedCredentials(mesh: Mesh): ReadonlySet<string> {
  const names = mesh
    .all(GATEWAY)
    .flatMap(({ spec }) =>
      (spec.servers ?? []).flatMap(({ tls }) => [tls?.credentialName ?? '', ...(tls?.credentialNames ?? [])]),
    );
  return new Set(names.map((name) => name.replace(/^kubernetes:\/\//, '').replace(/^.*\//, '')));
}

/** Marks the gateways at which changed routes pass connections on. */
function markConnections(meshes: MeshPair, gateways: readonly ClientPair[], reach: Reach): void {
  for (const reference of reach.connectionGateways) {
    const { namespace, name } = resolveGatewayReference(reference, '');
    for (const side of SIDES) {
      const selector = meshes[side].get(GATEWAY, namespace, name)?.spec.selector;
      if (selector !== undefined) {
        gateways
          .filter((clients) => selects(selector, clients[side].labels))
          .forEach((clients) => reach.addClients(clients));
      }
    }
  }
}
