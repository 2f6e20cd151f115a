import { lackingForServers, subjectOf } from '../../../credentials/private/certificate';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { CREDENTIALS, credentialsOf } from './credential-use';

/** Certificates that say they are for something else than a TLS server. */
export const CERTIFICATE_NOT_FOR_SERVERS: Rule = {
  code: 'CDI0027',
  name: 'CertificateNotForServers',
  severity: Severity.ERROR,
  summary: "The certificate of a server's credential may not be used by a server.",
  explanation:
    'A certificate may name what it is for. Clients refuse that of a server whose extended key usage leaves out `serverAuth` (such as one for clients), or whose key usage leaves out `digitalSignature`, by which the server signs each handshake since TLS 1.3; Envoy itself refuses an EC certificate without it.',
  fix: 'Have a certificate issued for TLS servers: with extended key usage `serverAuth` and key usage `digitalSignature`; in cert-manager, `usages: [digital signature, key encipherment, server auth]`.',
  docs: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12',
  inputs: CREDENTIALS,
  check: (mesh, report) => {
    const credentials = credentialsOf(mesh);
    for (const object of credentials.secrets) {
      const { chain, certificate } = credentials.contentOf(object);
      const lacking = chain?.read && lackingForServers(chain.read[0]);
      if (chain?.read !== undefined && lacking !== undefined) {
        const message = `The ${lacking} in certificate '${subjectOf(chain.read[0])}' of ${object.title}`;
        report({ object, path: certificate?.path, message });
      }
    }
  },
};
