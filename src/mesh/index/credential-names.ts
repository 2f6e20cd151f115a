import { Server, ServerTlsSettings } from '../wire/networking';

/** What istiod adds to the name of a credential where the CA for client certificates has a Secret of its own. */
export const CA_SUFFIX = '-cacert';

const TERMINATING: ReadonlySet<string | undefined> = new Set(['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL']);
const MUTUAL: ReadonlySet<string | undefined> = new Set(['MUTUAL', 'OPTIONAL_MUTUAL']);

/** Whether a server ends TLS by a certificate of its own. */
export function endsTls({ mode }: ServerTlsSettings): boolean {
  return TERMINATING.has(mode);
}

/** Whether a server asks clients for certificates, and checks them by a CA of its own. */
function asksForCertificates({ mode }: ServerTlsSettings): boolean {
  return MUTUAL.has(mode);
}

/** The Secret of its own that the CA for client certificates may have; undefined where the server asks for none, or names something else. */
export function authorityName(tls: ServerTlsSettings): string | undefined {
  const { credentialName = '', credentialNames = [], caCertCredentialName = '' } = tls;
  const first = credentialNames.length > 0 ? credentialNames[0] : credentialName;
  const name = caCertCredentialName !== '' ? caCertCredentialName : first === '' ? '' : first + CA_SUFFIX;
  return asksForCertificates(tls) && name.endsWith(CA_SUFFIX) && isOfSecret(name) ? name : undefined;
}

/** All Secrets that a server may take its certificates and CAs from, by name. */
export function secretNames({ tls }: Server): readonly string[] {
  if (tls === undefined || !endsTls(tls)) {
    return [];
  }
  const { credentialName = '', credentialNames = [] } = tls;
  return [credentialName, ...credentialNames, authorityName(tls) ?? ''].filter(
    (name) => name !== '' && isOfSecret(name),
  );
}

/** Names with a scheme are how the Gateway API is carried out, and `builtin://` is no Secret. */
export function isOfSecret(name: string): boolean {
  return !name.includes('://');
}
