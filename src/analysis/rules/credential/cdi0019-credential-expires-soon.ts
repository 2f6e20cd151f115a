import { subjectOf } from '../../../credentials/private/certificate';
import { day } from '../../../credentials/private/certificate-times';
import { Policy, Rule } from '../../rule';
import { Severity } from '../../severity';
import { Credentials, CREDENTIALS, credentialsOf } from './credential-use';
import { MeshObject } from '../../../mesh/mesh-object';
import { FieldPath } from '../../../mesh/origin';

const DAYS = 30;
const SOON = DAYS * 24 * 60 * 60 * 1000;

/** Certificates and revocation lists that will not be valid for long. */
export const CREDENTIAL_EXPIRES_SOON: Rule = {
  code: 'CDI0019',
  name: 'CredentialExpiresSoon',
  severity: Severity.WARNING,
  summary: "A credential's certificate, client CA or revocation list expires soon.",
  explanation: `What stands in a manifest is renewed by whoever changes the manifest, and by nobody else. Once a certificate has expired, clients end every connection; once a client CA or revocation list has, the gateway refuses every client. Soon means within ${DAYS} days, or within the last third of the whole time where that is shorter; the option \`minimumValidity\` of the analysis says another time.`,
  fix: 'Renew it now, or let cert-manager do it from now on (`Credential.certManager()`).',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/',
  inputs: CREDENTIALS,
  check: (mesh, report, policy) => {
    const credentials = credentialsOf(mesh);
    const all = [
      ...credentials.secrets.flatMap((secret) => certificatesOf(secret, credentials)),
      ...credentials.authorities.flatMap(({ secret }) => authoritiesOf(secret, credentials)),
    ];
    const places = new Set<string>();
    for (const each of all.sort((a, b) => a.to - b.to)) {
      const { object, path, what, to } = each;
      const place = JSON.stringify([object.key, path]);
      // The first to end at a place; where it has ended already, that is reported instead.
      if (!places.has(place) && isSoon(each, policy)) {
        report({ object, path, message: `${what} of ${object.title} expires on ${day(new Date(to))}` });
      }
      places.add(place);
    }
  },
};

/** Something that is valid for a time, in milliseconds. */
interface Perishable {
  readonly object: MeshObject;
  readonly path: FieldPath | undefined;
  readonly what: string;
  readonly from: number;
  readonly to: number;
}

function isSoon({ from, to }: Perishable, { now, minimumValidity }: Policy): boolean {
  const left = to - now.getTime();
  return left >= 0 && left < (minimumValidity ?? Math.min(SOON, (to - from) / 3));
}

function certificatesOf(object: MeshObject, credentials: Credentials): Perishable[] {
  const { chain, certificate } = credentials.contentOf(object);
  return (chain?.read ?? []).map((each) => ({
    object,
    path: certificate?.path,
    what: `Certificate '${subjectOf(each)}'`,
    from: Date.parse(each.validFrom),
    to: Date.parse(each.validTo),
  }));
}

function authoritiesOf(object: MeshObject, credentials: Credentials): Perishable[] {
  const { authority, certificates, list, lists } = credentials.authoritiesOf(object);
  return [
    ...(certificates?.read ?? []).map((each) => ({
      object,
      path: authority?.path,
      what: `Client CA '${subjectOf(each)}'`,
      from: Date.parse(each.validFrom),
      to: Date.parse(each.validTo),
    })),
    ...(lists?.read ?? []).map(({ issuerName, thisUpdate, nextUpdate }) => ({
      object,
      path: list?.path,
      what: `The revocation list by '${issuerName}'`,
      from: thisUpdate.getTime(),
      to: nextUpdate?.getTime() ?? Infinity,
    })),
  ];
}
