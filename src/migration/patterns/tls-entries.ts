import { textAt } from '../../mesh/wire/json';
import { Expression, factory, json } from '../code/expression';
import { Inexpressible } from '../convert/inexpressible';
import { Properties, Site } from '../convert/properties';
import { enumOf, list, text, texts } from '../convert/values';

/** How each mode of TLS asks clients for certificates; undefined where it does not. */
const CLIENTS: { readonly [mode: string]: string | undefined } = {
  SIMPLE: undefined,
  MUTUAL: 'required',
  OPTIONAL_MUTUAL: 'optional',
};

/** The props of a server that ends TLS: the Secret, what clients have to show, versions and ciphers. */
export function tlsEntries(server: unknown, at: Site): ReadonlyArray<readonly [string, Expression | undefined]> {
  const mode = textAt(server, 'tls', 'mode') ?? '';
  const credentialName = textAt(server, 'tls', 'credentialName');
  if (credentialName === undefined || !Object.hasOwn(CLIENTS, mode)) {
    throw new Inexpressible();
  }
  const all = new Properties((server as { readonly tls: unknown }).tls, at).drop('mode', 'credentialName');
  const versions = ['minProtocolVersion', 'maxProtocolVersion', 'cipherSuites'];
  const tls = new Properties(only(all, versions), at)
    .take('minProtocolVersion', enumOf('TlsVersion'))
    .take('maxProtocolVersion', enumOf('TlsVersion'))
    .take('cipherSuites', list(enumOf('CipherSuite')))
    .strictly();
  const verification = all
    .drop(...versions)
    .take('subjectAltNames', texts)
    .take('verifyCertificateSpki', texts)
    .take('verifyCertificateHash', texts)
    .take('caCertCredentialName', text)
    .strictly();
  const clients = CLIENTS[mode];
  const options = verification.entries.length === 0 ? [] : [verification];
  if (clients === undefined && options.length > 0) {
    throw new Inexpressible();
  }
  return [
    ['credential', factory('Credential', 'existing', json(credentialName))],
    ['clientCertificates', clients === undefined ? undefined : factory('ClientCertificates', clients, ...options)],
    ['tls', tls.entries.length === 0 ? undefined : tls],
  ];
}

function only(properties: Properties, fields: readonly string[]): { readonly [field: string]: unknown } {
  return Object.fromEntries(
    fields.filter((field) => properties.has(field)).map((field) => [field, properties.peek(field)]),
  );
}
