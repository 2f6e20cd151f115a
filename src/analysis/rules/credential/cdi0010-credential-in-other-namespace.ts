import { holdersNamed } from '../../../mesh/index/secret-holders';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { CREDENTIALS, credentialsOf, listed } from './credential-use';
import { describeNames, placesOf, searchedNames } from './misplaced-credentials';

/** Credentials that lie where the gateway's pods do not run. */
export const CREDENTIAL_IN_OTHER_NAMESPACE: Rule = {
  code: 'CDI0010',
  name: 'CredentialInOtherNamespace',
  severity: Severity.ERROR,
  summary: "A credential's Secret lies in another namespace than the gateway's pods.",
  explanation:
    "Istio reads the Secret of a `credentialName` from the namespace that the gateway's pods run in, wherever the Gateway itself is, and so it does with the `-cacert` Secret that client certificates are checked by. A Secret of that name elsewhere is never looked at: the listener has no certificate, and clients see the connection closed in the TLS handshake.",
  fix: "Put the Secret, or the Certificate, ExternalSecret or SealedSecret that makes it, into the namespace of the gateway's pods.",
  docs: 'https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-credential_name',
  inputs: CREDENTIALS,
  check: (mesh, report) => {
    for (const use of credentialsOf(mesh).uses) {
      const { gateway, path, namespaces } = use;
      const missing = searchedNames(mesh, use).flatMap((name) => {
        const holders = holdersNamed(mesh, name);
        const lacking = namespaces.filter((namespace) => holders.every((holder) => holder.namespace !== namespace));
        return lacking.length > 0 && holders.length > 0 ? [{ name, lacking, holders }] : [];
      });
      if (missing.length > 0) {
        const lacking = [...new Set(missing.flatMap((each) => each.lacking))].sort();
        const elsewhere = placesOf(missing.flatMap(({ holders }) => holders));
        const found = listed(elsewhere.map(({ object }) => object.title));
        const message = `${describeNames(missing.map(({ name }) => name))} looked for in namespace ${listed(lacking)}, where the gateway's pods run; there is only ${found}`;
        report({ object: gateway, path, message, related: elsewhere });
      }
    }
  },
};
