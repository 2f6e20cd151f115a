import { HttpMatchRequest, StringMatch } from '../../mesh/wire/networking';
import { AuthorizationPolicySpec, Condition, Operation, Rule, Source } from '../../mesh/wire/security';
import { bracketed } from '../../mesh/semantics/routing-claim';
import { withClaim } from '../witness/conditions';
import { PolicyDraft } from './drafts';

const MOST_VALUES = 5;
/** What `*` and the templates of paths stand for. */
const SOME = 'x';

/** Requests that the rules of a policy ask for, each of their values in turn. */
export function policyDrafts({ rules = [] }: AuthorizationPolicySpec): readonly PolicyDraft[] {
  return rules.flatMap(draftsOfRule);
}

function draftsOfRule({ from = [], to = [], when = [] }: Rule): readonly PolicyDraft[] {
  const operations = to.length === 0 ? [{}] : to.flatMap(({ operation = {} }) => matchesOf(operation));
  const sources = from.length === 0 ? [{}] : from.flatMap(({ source = {} }) => draftsOfSource(source));
  return operations.flatMap((match) =>
    sources.map((source) => when.reduce<PolicyDraft>(withCondition, { match, ...source })),
  );
}

/** Operations one value away from the first. */
function matchesOf(operation: Operation): readonly HttpMatchRequest[] {
  const { paths = [], notPaths = [], methods = [], notMethods = [], hosts = [] } = operation;
  const all = {
    uri: [...paths, ...notPaths],
    method: [...methods, ...notMethods],
    authority: hosts,
  };
  const first = Object.fromEntries(
    Object.entries(all).flatMap(([field, values]) => (values.length === 0 ? [] : [[field, matchOf(values[0])]])),
  ) as HttpMatchRequest;
  const others = Object.entries(all).flatMap(([field, values]) =>
    values.slice(1, MOST_VALUES).map((value) => ({ ...first, [field]: matchOf(value) })),
  );
  return [first, ...others];
}

/** A value of a policy as a match that takes texts that it covers. */
function matchOf(value: string): StringMatch {
  if (value === '*') {
    return {};
  }
  if (value.startsWith('*')) {
    return { exact: `${value.startsWith('*/') ? '/' : ''}${SOME}${value.slice(1)}` };
  }
  return value.endsWith('*') ? { prefix: value.slice(0, -1) } : { exact: value.replace(/\{\*\*?\}/g, SOME) };
}

function draftsOfSource({
  ipBlocks = [],
  notIpBlocks = [],
  remoteIpBlocks = [],
  notRemoteIpBlocks = [],
  requestPrincipals = [],
  notRequestPrincipals = [],
}: Source) {
  const addresses = [...ipBlocks, ...notIpBlocks, ...remoteIpBlocks, ...notRemoteIpBlocks];
  const drafts = addresses.slice(0, MOST_VALUES).map((block) => ({ sourceIp: block.replace(/\/.*$/, '') }));
  const subjects = [...requestPrincipals, ...notRequestPrincipals]
    .slice(0, MOST_VALUES)
    .map((principal) => ({ claims: { sub: (principal.split('/').at(-1) ?? '').replace(/\*/g, SOME) || SOME } }));
  // Who is not to be somebody may be nobody.
  const nobody = subjects.length === 0 && drafts.length > 0 ? [] : [{}];
  return [...drafts, ...subjects, ...nobody];
}

function withCondition(draft: PolicyDraft, { key, values = [], notValues = [] }: Condition): PolicyDraft {
  const [value] = [...values, ...notValues];
  const bracket = key.indexOf('[');
  const names = bracket < 0 ? undefined : bracketed(key.slice(bracket));
  if (value === undefined) {
    return draft;
  }
  if (key === 'source.ip' || key === 'remote.ip') {
    return { ...draft, sourceIp: value.replace(/\/.*$/, '') };
  }
  if (names === undefined) {
    return draft;
  }
  if (key.startsWith('request.headers')) {
    return { ...draft, match: { ...draft.match, headers: { ...draft.match.headers, [names[0]]: matchOf(value) } } };
  }
  return key.startsWith('request.auth.claims')
    ? { ...draft, claims: withClaim(draft.claims ?? {}, names, value.replace(/\*/g, SOME)) }
    : draft;
}
