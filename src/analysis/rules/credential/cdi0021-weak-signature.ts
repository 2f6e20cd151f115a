import { subjectOf } from '../../../credentials/private/certificate';
import { isSelfSigned } from '../../../credentials/private/chain-link';
import { brokenHashOf } from '../../../credentials/private/signature-algorithm';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { CREDENTIALS, credentialsOf } from './credential-use';

/** Certificates that are signed by means of a broken hash. */
export const WEAK_SIGNATURE: Rule = {
  code: 'CDI0021',
  name: 'WeakSignature',
  severity: Severity.ERROR,
  summary: "A credential's certificate is signed with SHA-1 or MD5.",
  explanation:
    'Signatures over SHA-1 and MD5 can be forged, so browsers, Go and OpenSSL 3 refuse certificates that carry them, and the connection ends in the TLS handshake. The signature of a root on itself does not matter: clients do not look at it.',
  fix: 'Have the certificate issued again with SHA-256.',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/',
  inputs: CREDENTIALS,
  check: (mesh, report) => {
    const credentials = credentialsOf(mesh);
    for (const object of credentials.secrets) {
      const { chain, certificate } = credentials.contentOf(object);
      const signed = (chain?.read ?? []).filter((each, index) => index === 0 || !isSelfSigned(each));
      for (const each of signed) {
        const hash = brokenHashOf(each.raw);
        if (hash === 'SHA-1' || hash === 'MD5') {
          const message = `Certificate '${subjectOf(each)}' of ${object.title} is signed with ${hash}`;
          report({ object, path: certificate?.path, message });
          break;
        }
      }
    }
  },
};
