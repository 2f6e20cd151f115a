import { subjectOf } from '../../../credentials/private/certificate';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { CREDENTIALS, credentialsOf } from './credential-use';

/** Certificates that are not valid now. */
export const CREDENTIAL_EXPIRED: Rule = {
  code: 'CDI0018',
  name: 'CredentialExpired',
  severity: Severity.ERROR,
  summary: "A credential's certificate has expired, or is not valid yet.",
  explanation:
    'Clients refuse a certificate outside of its time, and so do they refuse one whose issuer is. istiod only logs it (`pilot_sds_certificate_errors_total` counts) and hands it to the gateway all the same, so nothing in the cluster looks wrong.',
  fix: 'Renew the certificate; let cert-manager renew the next one (`Credential.certManager()`). If it is not valid yet, wait, or set the clock of whoever issues it.',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/',
  inputs: CREDENTIALS,
  check: (mesh, report, { now }) => {
    const credentials = credentialsOf(mesh);
    for (const object of credentials.secrets) {
      const { chain, certificate } = credentials.contentOf(object);
      for (const each of chain?.read ?? []) {
        const [from, to] = [new Date(each.validFrom), new Date(each.validTo)];
        if (now < from || now > to) {
          const when = now < from ? `is not valid before ${day(from)}` : `has expired on ${day(to)}`;
          report({
            object,
            path: certificate?.path,
            message: `Certificate '${subjectOf(each)}' of ${object.title} ${when}`,
          });
          break;
        }
      }
    }
  },
};

/** The day of a time, in UTC. */
export function day(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'a day that is none' : date.toISOString().slice(0, 10);
}
