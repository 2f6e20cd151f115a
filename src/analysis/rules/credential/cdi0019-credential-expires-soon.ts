import { subjectOf } from '../../../credentials/private/certificate';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { day } from './cdi0018-credential-expired';
import { CREDENTIALS, credentialsOf } from './credential-use';

const DAYS = 14;
const SOON = DAYS * 24 * 60 * 60 * 1000;

/** Certificates that will not be valid for long. */
export const CREDENTIAL_EXPIRES_SOON: Rule = {
  code: 'CDI0019',
  name: 'CredentialExpiresSoon',
  severity: Severity.WARNING,
  summary: `A credential's certificate expires within ${DAYS} days.`,
  explanation:
    'A certificate that stands in a manifest is renewed by whoever changes the manifest, and by nobody else. Once it has expired, clients end every connection, and Istio stops sending it to gateways that start.',
  fix: 'Renew the certificate now, or let cert-manager do it from now on (`Credential.certManager()`).',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/',
  inputs: CREDENTIALS,
  check: (mesh, report, now) => {
    const credentials = credentialsOf(mesh);
    for (const object of credentials.secrets) {
      const { chain, certificate } = credentials.contentOf(object);
      const soonest = [...(chain?.read ?? [])].sort((a, b) => Date.parse(a.validTo) - Date.parse(b.validTo))[0];
      const left = soonest === undefined ? Infinity : Date.parse(soonest.validTo) - now.getTime();
      if (left >= 0 && left <= SOON) {
        const message = `Certificate '${subjectOf(soonest)}' of ${object.title} expires on ${day(new Date(soonest.validTo))}`;
        report({ object, path: certificate?.path, message });
      }
    }
  },
};
