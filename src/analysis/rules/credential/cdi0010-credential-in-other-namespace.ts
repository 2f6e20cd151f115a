import { producedSecretsOf } from '../../../mesh/index/produced-secrets';
import { SECRET } from '../../../mesh/kinds';
import { byText } from '../../order';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { CREDENTIALS, credentialsOf, listed, shownName } from './credential-use';

/** Credentials that lie where the gateway's pods do not run. */
export const CREDENTIAL_IN_OTHER_NAMESPACE: Rule = {
  code: 'CDI0010',
  name: 'CredentialInOtherNamespace',
  severity: Severity.ERROR,
  summary: "A credential's Secret lies in another namespace than the gateway's pods.",
  explanation:
    "Istio reads the Secret of a `credentialName` from the namespace that the gateway's pods run in, wherever the Gateway itself is. A Secret of that name elsewhere is never looked at: the listener has no certificate, and clients see the connection closed in the TLS handshake.",
  fix: "Put the Secret, or the Certificate, ExternalSecret or SealedSecret that makes it, into the namespace of the gateway's pods.",
  docs: 'https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-credential_name',
  inputs: CREDENTIALS,
  check: (mesh, report) => {
    const credentials = credentialsOf(mesh);
    const produced = producedSecretsOf(mesh);
    for (const { gateway, path, name, namespaces } of credentials.uses) {
      const lacking = namespaces.filter(
        (namespace) => mesh.get(SECRET, namespace, name) === undefined && produced.get(namespace, name) === undefined,
      );
      const elsewhere = [...credentials.ofName(name), ...produced.ofName(name).map(({ source }) => source)]
        .filter(({ namespace }) => !lacking.includes(namespace))
        .sort((a, b) => byText(a.key, b.key));
      if (lacking.length > 0 && elsewhere.length > 0) {
        const found = listed(elsewhere.map(({ title }) => title));
        const message = `Credential ${shownName(name)} is looked for in namespace ${listed(lacking)}, where the gateway's pods run; there is only ${found}`;
        report({ object: gateway, path, message, related: elsewhere.map((object) => ({ object })) });
      }
    }
  },
};
