import { policiesOf, PolicySubject } from '../mesh/index/policies';
import { Mesh } from '../mesh/mesh';
import { MeshObject } from '../mesh/mesh-object';
import { AuthorizationFacts, matchingRule } from '../mesh/semantics/authorization';
import { HttpFacts } from '../mesh/semantics/request-match';
import { AuthorizationPolicyAction, AuthorizationPolicySpec } from '../mesh/wire/security';
import { LocalReply } from './outcomes';
import { PolicyCheck, PolicyVerdict } from './policy-check';
import { Request } from './request';
import { checkTokens } from './token-check';
import { PolicyDecision } from './request-trace';

type Policy = MeshObject<AuthorizationPolicySpec>;

const DRY_RUN = 'istio.io/dry-run';

/** What the proxy of a workload knows of whoever calls. */
export interface Caller {
  /** Identity without `spiffe://`; undefined of a client without mutual TLS of the mesh. */
  readonly principal?: string;
  /** The port that is called. */
  readonly port: number;
}

/** Asks RequestAuthentications and AuthorizationPolicies of a workload, in the order in which its proxy does. */
export class WorkloadPolicies implements PolicyCheck {
  private readonly policies: readonly Policy[];

  constructor(
    private readonly mesh: Mesh,
    private readonly subject: PolicySubject,
    private readonly caller: Caller,
    /** Seconds since 1970. */
    private readonly now: number,
  ) {
    this.policies = policiesOf(mesh)
      .authorizationOf(subject)
      .filter(({ annotations }) => !/^(1|t|true)$/i.test(annotations[DRY_RUN] ?? ''));
  }

  public judge(request: Request, facts: HttpFacts): PolicyVerdict {
    // Outside authorization is asked before tokens are looked at.
    const custom = this.custom(request, facts);
    if (custom.refusal !== undefined) {
      return { ...custom, headers: facts.headers };
    }
    const tokens = checkTokens(facts, policiesOf(this.mesh).requestAuthenticationOf(this.subject), this.now);
    const notes = [...custom.notes, ...tokens.notes];
    if (tokens.refusal !== undefined) {
      return { ...tokens, notes, decisions: [...custom.decisions, ...tokens.decisions] };
    }
    const judged = this.enforce(this.factsOf(request, { ...facts, headers: tokens.headers, claims: tokens.claims }));
    return {
      claims: tokens.claims,
      headers: tokens.headers,
      notes,
      decisions: [...custom.decisions, ...tokens.decisions, ...judged.decisions],
      ...(judged.denied === undefined ? {} : { refusal: denial(judged.denied) }),
    };
  }

  public judgeConnection(request: Request): { refused: boolean; decisions: readonly PolicyDecision[] } {
    const { denied, decisions } = this.enforce(this.factsOf(request, undefined));
    return { refused: denied !== undefined, decisions };
  }

  private factsOf(request: Request, http: HttpFacts | undefined): AuthorizationFacts {
    const { sourceIp, sni } = request;
    const { principal, port } = this.caller;
    return { http, principal, sourceIp, remoteIp: sourceIp, destinationIp: undefined, destinationPort: port, sni };
  }

  private custom(request: Request, http: HttpFacts): Omit<PolicyVerdict, 'headers'> {
    const decisions: PolicyDecision[] = [];
    const notes: string[] = [];
    for (const object of this.of('CUSTOM')) {
      const rule = matchingRule(object.spec, object.namespace, this.factsOf(request, http));
      const provider = object.spec.provider?.name ?? '';
      if (rule === undefined) {
        decisions.push({ object, decision: 'not matched' });
      } else if (this.mesh.config.extensionProviders.includes(provider)) {
        decisions.push({ object, rule, decision: 'asked outside' });
        notes.push(`Provider ${provider} is asked; it is taken to allow the request`);
      } else {
        decisions.push({ object, rule, decision: 'denied' });
        return { decisions, notes, refusal: denial(idOf(object, rule)) };
      }
    }
    return { decisions, notes };
  }

  /** DENY before ALLOW; with ALLOW policies, one of them has to match. */
  private enforce(facts: AuthorizationFacts): { decisions: readonly PolicyDecision[]; denied?: string } {
    const decisions: PolicyDecision[] = [];
    const ask = (object: Policy, decision: PolicyDecision['decision']): number | undefined => {
      const rule = matchingRule(object.spec, object.namespace, facts);
      decisions.push(rule === undefined ? { object, decision: 'not matched' } : { object, rule, decision });
      return rule;
    };
    this.of('AUDIT').forEach((object) => ask(object, 'audited'));
    for (const object of this.of('DENY')) {
      const rule = ask(object, 'denied');
      if (rule !== undefined) {
        return { decisions, denied: idOf(object, rule) };
      }
    }
    const allowing = this.of('ALLOW');
    const isAllowed = allowing.length === 0 || allowing.some((object) => ask(object, 'allowed') !== undefined);
    return isAllowed ? { decisions } : { decisions, denied: 'none' };
  }

  private of(action: AuthorizationPolicyAction): readonly Policy[] {
    return this.policies.filter(({ spec }) => (spec.action ?? 'ALLOW') === action);
  }
}

/** How access logs call a rule of a policy. */
function idOf({ namespace, name }: MeshObject, rule: number): string {
  return `ns[${namespace}]-policy[${name}]-rule[${rule}]`;
}

function denial(policy: string): LocalReply {
  return {
    status: 403,
    details: `rbac_access_denied_matched_policy[${policy}]`,
    body: 'RBAC: access denied',
    reason: policy === 'none' ? 'no ALLOW policy allows it' : `${policy} denies it`,
  };
}
