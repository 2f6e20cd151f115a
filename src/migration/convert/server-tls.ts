import { textAt } from '../../mesh/wire/json';
import { array, Expression, factory, json } from '../code/expression';
import { Inexpressible } from './inexpressible';
import { Converter, Properties } from './properties';
import { enumOf, flag, itemsOf, list, text, texts, textOf, whole } from './values';

const METHODS: { readonly [mode: string]: string } = {
  SIMPLE: 'simple',
  MUTUAL: 'mutual',
  OPTIONAL_MUTUAL: 'optionalMutual',
  PASSTHROUGH: 'passthrough',
  AUTO_PASSTHROUGH: 'autoPassthrough',
  ISTIO_MUTUAL: 'istioMutual',
};
const WITH_CERTIFICATE = ['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'];
const REQUIRED_FILES = ['serverCertificate', 'privateKey'];
const FILES = [...REQUIRED_FILES, 'caCertificates'];

/** How a server ends TLS, or passes it on. */
export const serverTls: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const mode = textOf(properties.peek('mode'));
  if (!Object.hasOwn(METHODS, mode)) {
    throw new Inexpressible();
  }
  properties.drop('mode');
  const certificate = WITH_CERTIFICATE.includes(mode) ? [certificateOf(properties)] : [];
  properties
    .take('minProtocolVersion', enumOf('TlsVersion'))
    .take('maxProtocolVersion', enumOf('TlsVersion'))
    .take('cipherSuites', list(enumOf('CipherSuite')));
  if (mode === 'MUTUAL' || mode === 'OPTIONAL_MUTUAL') {
    properties
      .take('subjectAltNames', texts)
      .take('verifyCertificateSpki', texts)
      .take('verifyCertificateHash', texts)
      .take('caCertCredentialName', text)
      .take('caCrl', text)
      .take('insecureSkipVerify', flag);
  }
  return whole(factory('ServerTls', METHODS[mode], ...certificate, properties.withOverrides()));
};

function certificateOf(properties: Properties): Expression {
  if (properties.has('credentialName')) {
    return factory('ServerCertificate', 'credential', properties.need('credentialName', existing));
  }
  if (properties.has('credentialNames')) {
    return factory('ServerCertificate', 'credentials', properties.need('credentialNames', list(existing)));
  }
  if (properties.has('tlsCertificates')) {
    const pairs = properties.need('tlsCertificates', (value, at) => whole(array(itemsOf(value, pair, at))));
    if (properties.peek('caCertificates') === textAt(properties.peek('tlsCertificates'), 0, 'caCertificates')) {
      properties.drop('caCertificates');
    }
    return factory('ServerCertificate', 'fileList', pairs);
  }
  const files = FILES.filter((field) => properties.has(field));
  if (!REQUIRED_FILES.every((field) => properties.has(field))) {
    throw new Inexpressible();
  }
  properties.drop(...files);
  return factory(
    'ServerCertificate',
    'files',
    json(Object.fromEntries(files.map((field) => [field, textOf(properties.peek(field))]))),
  );
}

const existing: Converter = (value) => whole(factory('Credential', 'existing', json(textOf(value))));

const pair: Converter = (value, at) => {
  const properties = new Properties(value, at);
  REQUIRED_FILES.forEach((field) => properties.add(field, properties.need(field, text)));
  return whole(properties.take('caCertificates', text).strictly());
};
