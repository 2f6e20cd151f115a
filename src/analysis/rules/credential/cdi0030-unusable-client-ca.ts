import { X509Certificate } from 'node:crypto';
import { subjectOf } from '../../../credentials/private/certificate';
import { day } from '../../../credentials/private/certificate-times';
import { isCaThatMayNotSign } from '../../../credentials/private/key-usage';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { CREDENTIALS, credentialsOf } from './credential-use';

/** CAs that no client certificate can be checked by. */
export const UNUSABLE_CLIENT_CA: Rule = {
  code: 'CDI0030',
  name: 'UnusableClientCa',
  severity: Severity.ERROR,
  summary: 'The CA that a server checks client certificates by can not be read, is not valid, or may not sign.',
  explanation:
    'A server of mode MUTUAL takes only clients whose certificate a CA in `ca.crt` (or `cacert`) has signed. Where that is no PEM, Envoy refuses the whole TLS configuration and no client gets through. A CA whose certificate has expired, or whose key usage leaves out `keyCertSign`, is no longer taken as the issuer of anything.',
  fix: "Put the CA's current certificate there, in PEM.",
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#configure-a-mutual-tls-ingress-gateway',
  inputs: CREDENTIALS,
  check: (mesh, report, { now }) => {
    const credentials = credentialsOf(mesh);
    for (const { secret: object, gateway, path } of credentials.authorities) {
      const { authority, certificates } = credentials.authoritiesOf(object);
      const fault =
        certificates?.fault === undefined
          ? certificates?.read.map((each) => faultOf(each, now)).find((each) => each !== undefined)
          : `can't be read: '${authority?.key ?? ''}' holds ${certificates.fault}`;
      if (fault !== undefined) {
        const message = `The CA for client certificates in ${object.title} ${fault}`;
        report({ object, path: authority?.path, message, related: [{ object: gateway, path }] });
      }
    }
  },
};

function faultOf(certificate: X509Certificate, now: Date): string | undefined {
  const [from, to] = [new Date(certificate.validFrom), new Date(certificate.validTo)];
  if (now < from || now > to) {
    const when = now < from ? `is not valid before ${day(from)}` : `has expired on ${day(to)}`;
    return `${when}: '${subjectOf(certificate)}'`;
  }
  return isCaThatMayNotSign(certificate)
    ? `has a key usage that leaves out keyCertSign: '${subjectOf(certificate)}'`
    : undefined;
}
