import { backingWorkloadsOf } from '../../../mesh/index/backing-workloads';
import { MutualTlsMode, peerAuthenticationsOf } from '../../../mesh/index/peer-authentications';
import { Workload } from '../../../mesh/index/workloads';
import { DESTINATION_RULE, NAMESPACE, PEER_AUTHENTICATION } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { Kind, MeshObject } from '../../../mesh/mesh-object';
import { DATAPLANE_MODE, INJECTION, injectionWish } from '../../../mesh/semantics/injection';
import { maySelectEndpoint } from '../../../mesh/semantics/endpoint-labels';
import { DestinationRuleSpec } from '../../../mesh/wire/networking';
import { SERVICES, WORKLOADS } from '../../inputs';
import { workloadPort } from '../security/policy-workloads';
import { PolicyScope, rulesWithPolicy, portsIn, servicesOf } from './policy-scopes';

/** What `tlsTargets()` reads. */
export const TLS_TARGETS: readonly Kind[] = [
  DESTINATION_RULE,
  PEER_AUTHENTICATION,
  NAMESPACE,
  ...SERVICES,
  ...WORKLOADS,
];

/** What the workloads behind a policy's ports take: a mode, or plain text alone because they have no proxy. */
export type Taken = MutualTlsMode | 'NO_PROXY';

/** A policy with a TLS mode, and what all the workloads take that it sends to. */
export interface TlsTarget {
  readonly rule: MeshObject<DestinationRuleSpec>;
  readonly scope: PolicyScope;
  readonly mode: string;
  /** One for each port of each workload, each once. */
  readonly taken: ReadonlySet<Taken>;
}

/** All policies of DestinationRules that set a TLS mode and whose workloads are known. */
export function tlsTargets(mesh: Mesh): readonly TlsTarget[] {
  return mesh.derive(readTlsTargets);
}

function readTlsTargets(mesh: Mesh): TlsTarget[] {
  return rulesWithPolicy(mesh, 'tls').flatMap(({ object: rule, scopes: all }) => {
    const scopes = all.filter(({ policy }) => policy.tls?.mode !== undefined);
    const services = scopes.length === 0 ? [] : servicesOf(mesh, rule);
    return scopes.flatMap((scope) => {
      const taken = new Set(
        services.flatMap((service) =>
          backingWorkloadsOf(mesh)
            .of(service)
            .filter(({ labels }) => maySelectEndpoint(scope.subset?.labels ?? {}, labels))
            .flatMap((workload) =>
              portsIn(scope, service).map((port) => takenBy(mesh, workload, workloadPort(workload, port))),
            ),
        ),
      );
      return taken.size === 0 ? [] : [{ rule, scope, mode: scope.policy.tls?.mode ?? '', taken }];
    });
  });
}

function takenBy(mesh: Mesh, workload: Workload, port: number | undefined): Taken {
  return hasNoProxy(mesh, workload)
    ? 'NO_PROXY'
    : peerAuthenticationsOf(mesh).modeOf(workload.namespace, workload.labels, port);
}

/** Whether the workload is certainly outside of the mesh: it says so, or its namespace does and it does not object. */
function hasNoProxy(mesh: Mesh, { labels, annotations, namespace, type }: Workload): boolean {
  const own = injectionWish(labels, annotations);
  if (type !== 'pods' || labels[DATAPLANE_MODE] === 'ambient') {
    return false;
  }
  return own === undefined ? mesh.get(NAMESPACE, '', namespace)?.labels[INJECTION] === 'disabled' : own === 'false';
}
