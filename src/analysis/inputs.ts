import {
  CERTIFICATE,
  CONFIG_MAP,
  EXTERNAL_SECRET,
  SEALED_SECRET,
  SERVICE,
  SERVICE_ENTRY,
  WORKLOAD_ENTRY,
  WORKLOAD_GROUP,
  WORKLOAD_KINDS,
} from '../mesh/kinds';
import { Mesh } from '../mesh/mesh';
import { Kind } from '../mesh/mesh-object';

/** What `mesh.config` reads. */
export const MESH_CONFIG: readonly Kind[] = [CONFIG_MAP];

/** What `mesh.services` reads. */
export const SERVICES: readonly Kind[] = [SERVICE, SERVICE_ENTRY, CONFIG_MAP];

/** What `mesh.workloads` reads. */
export const WORKLOADS: readonly Kind[] = [...WORKLOAD_KINDS, WORKLOAD_ENTRY, WORKLOAD_GROUP];

/** What `producedSecretsOf()` reads. */
export const PRODUCED_SECRETS: readonly Kind[] = [CERTIFICATE, EXTERNAL_SECRET, SEALED_SECRET];

/** The reason for which a rule about workloads says nothing of manifests that have none. */
export function withoutWorkloads(mesh: Mesh): string | undefined {
  return mesh.workloads.all.length === 0 ? 'there are no workloads among the manifests' : undefined;
}

/** The reason for which a rule about hosts says nothing of manifests without any Service. */
export function withoutServices(mesh: Mesh): string | undefined {
  return mesh.services.all.length === 0 ? 'there are no Services or ServiceEntries among the manifests' : undefined;
}
