import { revocationFault } from '../../../credentials/private/revocation-list';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { CREDENTIALS, credentialsOf } from './credential-use';

/** Revocation lists for which all clients are refused. */
export const UNUSABLE_REVOCATION_LIST: Rule = {
  code: 'CDI0032',
  name: 'UnusableRevocationList',
  severity: Severity.ERROR,
  summary: 'A revocation list for client certificates can not be read, has expired, or is missing for one of the CAs.',
  explanation:
    "Istio hands `ca.crl` (beside `ca.crt`; `crl` beside `cacert`) to Envoy. From then on Envoy wants a current list of each CA from the client's certificate up to the one that it trusts, and refuses the client where one is missing, has expired, or is signed by somebody else: not only revoked certificates, but all of them.",
  fix: 'Put the current list of each CA there, in PEM, and see that it is replaced before the time of its next update; an empty list will do. To look up nothing, leave the key out.',
  docs: 'https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/transport_sockets/tls/v3/common.proto#envoy-v3-api-field-extensions-transport-sockets-tls-v3-certificatevalidationcontext-crl',
  inputs: CREDENTIALS,
  check: (mesh, report, { now }) => {
    const credentials = credentialsOf(mesh);
    for (const { secret: object, gateway, path } of credentials.authorities) {
      const { certificates, list, lists } = credentials.authoritiesOf(object);
      if (list === undefined || certificates?.read === undefined) {
        continue;
      }
      const problem = lists?.fault ?? revocationFault(lists?.read ?? [], certificates.read, now)?.problem;
      if (problem !== undefined) {
        const message = `Clients are refused because of the revocation lists of ${object.title}: '${list.key}' holds ${problem}`;
        report({ object, path: list.path, message, related: [{ object: gateway, path }] });
      }
    }
  },
};
