import { AUTHORIZATION_POLICY, REQUEST_AUTHENTICATION } from '../kinds';
import { addTo } from '../lists';
import { Mesh } from '../mesh';
import { MeshObject } from '../mesh-object';
import { byCreation } from '../semantics/creation-order';
import { selects } from '../semantics/selector';
import { TextMap } from '../wire/json';
import { AuthorizationPolicySpec, RequestAuthenticationSpec, WorkloadSelector } from '../wire/security';

/** A workload as far as policies tell one from another. */
export interface PolicySubject {
  readonly namespace: string;
  readonly labels: TextMap;
}

/** All policies of security, by the workloads that they are for. */
export class Policies {
  private readonly authorization: ByNamespace<AuthorizationPolicySpec>;
  private readonly requests: ByNamespace<RequestAuthenticationSpec>;

  constructor(mesh: Mesh) {
    const { rootNamespace } = mesh.config;
    this.authorization = new ByNamespace(mesh.all(AUTHORIZATION_POLICY), rootNamespace);
    this.requests = new ByNamespace(mesh.all(REQUEST_AUTHENTICATION), rootNamespace);
  }

  /** The AuthorizationPolicies of a workload, those of the root namespace first. */
  public authorizationOf(subject: PolicySubject): readonly MeshObject<AuthorizationPolicySpec>[] {
    return this.authorization.of(subject).filter(isForWorkloads);
  }

  /** The RequestAuthentications of a workload, those of the root namespace first. */
  public requestAuthenticationOf(subject: PolicySubject): readonly MeshObject<RequestAuthenticationSpec>[] {
    return this.requests.of(subject).filter(isForWorkloads);
  }
}

/** What routes and pods of Kubernetes' own Gateways have is none of a workload's business. */
function isForWorkloads({ spec }: MeshObject<AuthorizationPolicySpec | RequestAuthenticationSpec>): boolean {
  return spec.targetRef === undefined && (spec.targetRefs ?? []).length === 0;
}

class ByNamespace<Spec extends { readonly selector?: WorkloadSelector }> {
  private readonly objects = new Map<string, MeshObject<Spec>[]>();

  constructor(
    objects: readonly MeshObject<Spec>[],
    private readonly rootNamespace: string,
  ) {
    [...objects].sort(byCreation).forEach((object) => addTo(this.objects, object.namespace, object));
  }

  public of({ namespace, labels }: PolicySubject): readonly MeshObject<Spec>[] {
    return [...new Set([this.rootNamespace, namespace])].flatMap((each) =>
      (this.objects.get(each) ?? []).filter(({ spec }) => selects(spec.selector?.matchLabels ?? {}, labels)),
    );
  }
}

/** All policies of security of a mesh. */
export function policiesOf(mesh: Mesh): Policies {
  return mesh.derive(makePolicies);
}

function makePolicies(mesh: Mesh): Policies {
  return new Policies(mesh);
}
