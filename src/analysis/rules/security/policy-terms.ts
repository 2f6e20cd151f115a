import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { FieldPath } from '../../../mesh/origin';
import { AuthorizationPolicySpec, Operation, Source } from '../../../mesh/wire/security';

/** A list of values in a rule, and where it stands. */
export interface TermValues {
  readonly values: readonly string[];
  readonly path: FieldPath;
}

/** What a rule of an AuthorizationPolicy asks of one attribute of a request: one of some values, and none of others. */
export interface Term {
  /** The index of the rule. */
  readonly rule: number;
  /** The attribute, by the name of the field that asks for it; `headers` and `claims` for those that only `when` can ask for. */
  readonly attribute: string;
  readonly wanted?: TermValues;
  readonly unwanted?: TermValues;
}

const SOURCE: readonly (readonly [keyof Source, keyof Source])[] = [
  ['principals', 'notPrincipals'],
  ['requestPrincipals', 'notRequestPrincipals'],
  ['namespaces', 'notNamespaces'],
  ['serviceAccounts', 'notServiceAccounts'],
  ['trustDomains', 'notTrustDomains'],
  ['ipBlocks', 'notIpBlocks'],
  ['remoteIpBlocks', 'notRemoteIpBlocks'],
];

const OPERATION: readonly (readonly [keyof Operation, keyof Operation])[] = [
  ['hosts', 'notHosts'],
  ['methods', 'notMethods'],
  ['paths', 'notPaths'],
  ['ports', 'notPorts'],
];

/** Attributes that `when` names in words of its own. */
const KEYS: readonly (readonly [RegExp, string])[] = [
  [/^source\.principal$/, 'principals'],
  [/^source\.namespace$/, 'namespaces'],
  [/^source\.serviceAccount$/, 'serviceAccounts'],
  [/^source\.trustDomain$/, 'trustDomains'],
  [/^source\.ip$/, 'ipBlocks'],
  [/^remote\.ip$/, 'remoteIpBlocks'],
  [/^destination\.port$/, 'ports'],
  [/^request\.auth\.principal$/, 'requestPrincipals'],
  [/^request\.headers\[/, 'headers'],
  [/^request\.auth\./, 'claims'],
];

/** Attributes of HTTP requests, which a TCP connection has none of. */
export const HTTP_ATTRIBUTES: ReadonlySet<string> = new Set([
  'hosts',
  'methods',
  'paths',
  'requestPrincipals',
  'headers',
  'claims',
]);

/** Attributes of the client's certificate, which there is none of without mutual TLS. */
export const IDENTITY_ATTRIBUTES: ReadonlySet<string> = new Set([
  'principals',
  'namespaces',
  'serviceAccounts',
  'trustDomains',
]);

/** Attributes of a JSON Web Token. */
export const TOKEN_ATTRIBUTES: ReadonlySet<string> = new Set(['requestPrincipals', 'claims']);

/** What all rules of a policy ask for. */
export function termsOf(mesh: Mesh, policy: MeshObject<AuthorizationPolicySpec>): readonly Term[] {
  return mesh.deriveOf(policy, readTerms);
}

function readTerms(_mesh: Mesh, { spec }: MeshObject<AuthorizationPolicySpec>): Term[] {
  return (spec.rules ?? []).flatMap((rule, index) => {
    const path = ['spec', 'rules', index];
    return [
      ...(rule.from ?? []).flatMap(({ source }, at) => listsOf(index, source, SOURCE, [...path, 'from', at, 'source'])),
      ...(rule.to ?? []).flatMap(({ operation }, at) =>
        listsOf(index, operation, OPERATION, [...path, 'to', at, 'operation']),
      ),
      ...(rule.when ?? []).map(({ key, values, notValues }, at) => ({
        rule: index,
        attribute: KEYS.find(([pattern]) => pattern.test(key))?.[1] ?? key,
        wanted: valuesAt(values, [...path, 'when', at], 'values'),
        unwanted: valuesAt(notValues, [...path, 'when', at], 'notValues'),
      })),
    ];
  });
}

function listsOf<T extends { readonly [field in keyof T]?: readonly string[] }>(
  rule: number,
  from: T | undefined,
  fields: readonly (readonly [keyof T & string, keyof T & string])[],
  path: FieldPath,
): Term[] {
  return fields
    .map(([wanted, unwanted]) => ({
      rule,
      attribute: wanted,
      wanted: valuesAt(from?.[wanted], path, wanted),
      unwanted: valuesAt(from?.[unwanted], path, unwanted),
    }))
    .filter((term) => term.wanted !== undefined || term.unwanted !== undefined);
}

function valuesAt(values: readonly string[] | undefined, place: FieldPath, field: string): TermValues | undefined {
  return values === undefined || values.length === 0 ? undefined : { values, path: [...place, field] };
}
