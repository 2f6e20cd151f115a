import { carriesHttp, Protocol } from '../../../kernel/protocol';
import { backingWorkloadsOf } from '../../../mesh/index/backing-workloads';
import { Workload } from '../../../mesh/index/workloads';
import { AUTHORIZATION_POLICY, GATEWAY } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { Kind, MeshObject } from '../../../mesh/mesh-object';
import { AuthorizationPolicySpec } from '../../../mesh/wire/security';
import { SERVICES, WORKLOADS } from '../../inputs';
import { HTTP_ATTRIBUTES, Term, termsOf } from './policy-terms';
import { authorizedBy, isGateway } from './policy-workloads';

/** What `httpRulesOnTcp()` reads. */
export const POLICIES_AND_SERVICES: readonly Kind[] = [AUTHORIZATION_POLICY, GATEWAY, ...SERVICES, ...WORKLOADS];

/** A rule that asks for attributes of HTTP of workloads that have none. */
export interface HttpRuleOnTcp {
  readonly policy: MeshObject<AuthorizationPolicySpec>;
  readonly rule: number;
  /** Its terms of HTTP. */
  readonly terms: readonly Term[];
}

/** The rules with attributes of HTTP in policies of an action whose workloads all have ports of declared TCP protocols only. */
export function httpRulesOnTcp(mesh: Mesh, action: 'ALLOW' | 'DENY'): HttpRuleOnTcp[] {
  return mesh.all(AUTHORIZATION_POLICY).flatMap((policy) => {
    const terms = (policy.spec.action ?? 'ALLOW') === action ? termsOf(mesh, policy) : [];
    const http = terms.filter(({ attribute }) => HTTP_ATTRIBUTES.has(attribute));
    const workloads = http.length === 0 ? [] : authorizedBy(mesh, policy);
    if (workloads.length === 0 || !workloads.every((workload) => isTcpOnly(mesh, workload))) {
      return [];
    }
    const rules = [...new Set(http.map(({ rule }) => rule))];
    return rules.map((rule) => ({ policy, rule, terms: http.filter((term) => term.rule === rule) }));
  });
}

function isTcpOnly(mesh: Mesh, workload: Workload): boolean {
  const ports = backingWorkloadsOf(mesh)
    .servicesOf(workload)
    .flatMap((service) => service.ports)
    .filter(({ protocol }) => protocol !== Protocol.UDP);
  return (
    ports.length > 0 &&
    ports.every(({ protocol }) => protocol !== undefined && !carriesHttp(protocol)) &&
    !isGateway(mesh, workload)
  );
}

/** The fields of terms as messages list them. */
export function fieldsOf(terms: readonly Term[]): string {
  return [...new Set(terms.map(({ attribute }) => attribute))].sort().join(', ');
}
