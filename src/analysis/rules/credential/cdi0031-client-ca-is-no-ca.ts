import { subjectOf } from '../../../credentials/private/certificate';
import { isCaThatMayNotSign } from '../../../credentials/private/key-usage';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { CREDENTIALS, credentialsOf } from './credential-use';

/** Certificates in the place of a CA that are none. */
export const CLIENT_CA_IS_NO_CA: Rule = {
  code: 'CDI0031',
  name: 'ClientCaIsNoCa',
  severity: Severity.WARNING,
  summary: 'What a server checks client certificates by is not the certificate of a CA.',
  explanation:
    "Envoy then takes that very certificate from a client, and none that its key has signed. Mostly the server's own certificate, or that of a client, was put in the place of the CA, and every client is refused.",
  fix: 'Put the certificate of the CA that signs those of the clients into `ca.crt`. If this one client is meant, suppress the finding with that as the reason.',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#configure-a-mutual-tls-ingress-gateway',
  inputs: CREDENTIALS,
  check: (mesh, report) => {
    const credentials = credentialsOf(mesh);
    for (const { secret: object, gateway, path } of credentials.authorities) {
      const { authority, certificates } = credentials.authoritiesOf(object);
      const other = certificates?.read?.find((each) => !each.ca && !isCaThatMayNotSign(each));
      if (other !== undefined) {
        const message = `Certificate '${subjectOf(other)}', which ${object.title} has for a CA of clients, is not that of a CA`;
        report({ object, path: authority?.path, message, related: [{ object: gateway, path }] });
      }
    }
  },
};
