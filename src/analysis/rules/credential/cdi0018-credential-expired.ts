import { subjectOf } from '../../../credentials/private/certificate';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { faultOfCredential, faultOfTime } from './credential-fault';
import { CREDENTIALS, credentialsOf } from './credential-use';

/** Chains with a certificate that is not valid now; of their first certificate IST0161 tells. */
export const CREDENTIAL_EXPIRED: Rule = {
  code: 'CDI0018',
  name: 'CredentialExpired',
  severity: Severity.ERROR,
  summary: "A certificate in a credential's chain has expired, or is not valid yet.",
  explanation:
    'Clients refuse a certificate whose issuer is outside of its time as they refuse one that is so itself. istiod looks at the first certificate of a chain only, so nothing in the cluster looks wrong.',
  fix: 'Take the present certificate of the issuer into the chain; let cert-manager renew the next one (`Credential.certManager()`).',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/',
  inputs: CREDENTIALS,
  check: (mesh, report, { now }) => {
    const credentials = credentialsOf(mesh);
    for (const object of credentials.secrets) {
      const { chain, certificate } = credentials.contentOf(object);
      const isRefused = faultOfCredential(object, credentials.contentOf(object), now) !== undefined;
      for (const each of isRefused ? [] : (chain?.read ?? [])) {
        const fault = faultOfTime(each, now);
        if (fault !== undefined) {
          report({
            object,
            path: certificate?.path,
            message: `Certificate '${subjectOf(each)}' of ${object.title} ${fault}`,
          });
          break;
        }
      }
    }
  },
};
