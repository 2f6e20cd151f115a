import { REQUEST_AUTHENTICATION } from '../../mesh/kinds';
import { Mesh } from '../../mesh/mesh';
import { PolicyDraft } from './drafts';
import { TokenForm } from './entrance';
import { MeshPair } from './client-pair';

/** Of a rule that says nothing of it, tokens are taken from here. */
const DEFAULT = { name: 'authorization', prefix: 'Bearer ' };

/** How tokens are sent so that one of the meshes accepts them: as the first rule of a namespace, or of any, says. */
export function tokenForm({ before, after }: MeshPair, namespace: string): TokenForm | undefined {
  const all = [after, before].flatMap((mesh) => formsIn(mesh));
  return (all.find((each) => each.namespace === namespace) ?? all[0])?.form;
}

function formsIn(mesh: Mesh) {
  return mesh.derive(readForms);
}

function readForms(mesh: Mesh): readonly { readonly namespace: string; readonly form: TokenForm }[] {
  return mesh.all(REQUEST_AUTHENTICATION).flatMap(({ spec, namespace }) =>
    (spec.jwtRules ?? []).map(({ issuer = '', audiences = [], fromHeaders = [] }) => {
      const { name, prefix = '' } = fromHeaders[0] ?? DEFAULT;
      return { namespace, form: { issuer, audience: audiences[0], header: name.toLowerCase(), prefix } };
    }),
  );
}

/** Requests with a token that is accepted, and with one that is not. */
export function tokenDrafts({ header, prefix }: TokenForm): readonly PolicyDraft[] {
  return [{ match: {}, claims: {} }, { match: { headers: { [header]: { exact: `${prefix}x.y.z` } } } }];
}
