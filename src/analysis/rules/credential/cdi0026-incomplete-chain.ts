import { X509Certificate } from 'node:crypto';
import { subjectOf } from '../../../credentials/private/certificate';
import { linkFault } from '../../../credentials/private/chain-link';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { CREDENTIALS, credentialsOf } from './credential-use';

/** Chains that end before a CA that clients know. */
export const INCOMPLETE_CHAIN: Rule = {
  code: 'CDI0026',
  name: 'IncompleteChain',
  severity: Severity.WARNING,
  summary: 'A chain ends below an intermediate CA, whose certificate is missing.',
  explanation:
    "Clients know roots and no intermediate CAs, so a server has to send each certificate between its own and a root. Browsers often find a missing one by other means; curl, Go, Java and other programs end the connection with 'unable to get local issuer certificate'. The root itself may be left out, and a certificate that a root has signed is complete alone; so this is reported only where the missing issuer is known to be no root: its certificate stands beside the credential as a CA and is signed by another one, or the server's certificate tells where to download it, as the certificates of public CAs do.",
  fix: 'Use the file that the CA calls full chain (`fullchain.pem`), or append the intermediate certificates to that of the server.',
  docs: 'https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2',
  inputs: CREDENTIALS,
  check: (mesh, report) => {
    const credentials = credentialsOf(mesh);
    for (const object of credentials.secrets) {
      const { chain, certificate } = credentials.contentOf(object);
      const authorities = credentials.authoritiesOf(object).certificates?.read ?? [];
      const last = chain?.read?.[chain.read.length - 1];
      if (last !== undefined && isBelowIntermediate(last, chain?.read?.length === 1, authorities)) {
        const message = `The chain of ${object.title} ends with '${subjectOf(last)}'; the intermediate certificate of its issuer '${oneLine(last.issuer)}' is missing`;
        report({ object, path: certificate?.path, message });
      }
    }
  },
};

/** Only the CAs that issue to the public say where their certificate is, and none of them issues by a root. */
function isBelowIntermediate(
  last: X509Certificate,
  isAlone: boolean,
  authorities: readonly X509Certificate[],
): boolean {
  if (last.issuer === last.subject) {
    return false;
  }
  const issuer = authorities.find((authority) => linkFault(last, authority) === undefined);
  return issuer === undefined
    ? isAlone && (last.infoAccess ?? '').includes('CA Issuers')
    : issuer.issuer !== issuer.subject;
}

function oneLine(name: string): string {
  return name.split('\n').join(', ');
}
