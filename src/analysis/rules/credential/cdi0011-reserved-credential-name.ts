import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { CREDENTIALS, credentialsOf, shownName } from './credential-use';
import { valuesOf } from './secret-content';

const RESERVED = /^(istio|prometheus)/;

/** Credentials whose names or keys Istio's documentation keeps for Istio. */
export const RESERVED_CREDENTIAL_NAME: Rule = {
  code: 'CDI0011',
  name: 'ReservedCredentialName',
  severity: Severity.WARNING,
  summary: 'A credential has a name or a key that Istio keeps for itself.',
  explanation:
    "Names that begin with `istio` or `prometheus` belong to Secrets of Istio's own, and a key `token` marks a service account's token. Istio's documentation forbids both for credentials of gateways, and versions of it pass over such Secrets.",
  fix: 'Name the Secret after what it is for, such as `shop-credential`, and leave out the key `token`.',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#troubleshooting',
  inputs: CREDENTIALS,
  check: (mesh, report) => {
    const credentials = credentialsOf(mesh);
    for (const { gateway, path, name } of credentials.uses) {
      const prefix = RESERVED.exec(name)?.[1];
      if (prefix !== undefined) {
        const message = `Credential ${shownName(name)} has a name that begins with '${prefix}', which is kept for Istio's own Secrets`;
        report({ object: gateway, path, message });
      }
    }
    for (const object of credentials.secrets) {
      const token = valuesOf(object).find(({ key }) => key === 'token');
      if (token !== undefined) {
        report({
          object,
          path: token.path,
          message: `${object.title} is a gateway's credential and has a key 'token'`,
        });
      }
    }
  },
};
