import { MeshObject } from '../../../mesh/mesh-object';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { faultOfCredential } from '../credential/credential-fault';
import { CREDENTIALS, credentialsOf } from '../credential/credential-use';

/** Gateways with a credential that can not be served. */
export const INVALID_CREDENTIAL: Rule = {
  code: 'IST0161',
  name: 'InvalidGatewayCredential',
  severity: Severity.ERROR,
  summary:
    "A Gateway's credential lacks its keys, or its certificate can not be read, has expired or is not valid yet.",
  explanation:
    'Istio takes the certificate and the private key from `cert` and `key`, or else from `tls.crt` and `tls.key`; both of a pair must be there and have a value. From any other Secret it serves nothing, and so it is with what is no certificate in PEM (a key in its place, base64 done twice, lost line breaks): the TLS handshakes of the gateway fail. A certificate outside of its time is served all the same, only `pilot_sds_certificate_errors_total` counts it, and clients refuse it.',
  fix: 'Put PEM files into the Secret as `kubectl create secret tls NAME --cert=FILE --key=FILE` does, and a CA for client certificates as `ca.crt`. Renew what has expired; let cert-manager renew the next one (`Credential.certManager()`).',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0161/',
  inputs: CREDENTIALS,
  check: (mesh, report, { now }) => {
    const credentials = credentialsOf(mesh);
    const seen = new Map<MeshObject, Set<MeshObject>>();
    for (const { gateway, secret, path } of credentials.uses) {
      const told = seen.get(gateway) ?? new Set();
      seen.set(gateway, told);
      if (secret === undefined || told.has(secret)) {
        continue;
      }
      told.add(secret);
      const fault = faultOfCredential(secret, credentials.contentOf(secret), now);
      if (fault !== undefined) {
        report({
          object: gateway,
          path,
          message: `${gateway.title} serves with ${secret.title}, which is no valid credential: ${fault.reason}`,
          related: [{ object: secret, path: fault.path }],
        });
      }
    }
  },
};
