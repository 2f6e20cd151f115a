import { HttpFacts } from '../mesh/semantics/request-match';
import { JsonObject } from '../mesh/wire/json';
import { LocalReply } from './outcomes';
import { Request } from './request';
import { PolicyDecision } from './request-trace';

/** What the policies of a workload say of a request. */
export interface PolicyVerdict {
  readonly decisions: readonly PolicyDecision[];
  /** The claims of the token that was accepted. */
  readonly claims?: JsonObject;
  /** The headers with which the request goes on. */
  readonly headers: ReadonlyMap<string, string>;
  /** The answer, where the request is refused. */
  readonly refusal?: LocalReply;
  readonly notes: readonly string[];
}

/** Asks the policies of a workload. */
export interface PolicyCheck {
  /** What they say of a request over HTTP. */
  judge(request: Request, facts: HttpFacts): PolicyVerdict;
  /** Why they refuse a connection whose bytes they do not read; undefined where they do not. */
  judgeConnection(request: Request): { readonly refused: boolean; readonly decisions: readonly PolicyDecision[] };
}
