import { ServerTlsSettings } from '../../wire/networking';
import { Decoded } from '../decode';
import { Faults } from '../validation-fault';

type Tls = Decoded<ServerTlsSettings>;

const CIPHERS: ReadonlySet<string> = new Set([
  '',
  'ALL',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-SHA',
  'ECDHE-RSA-AES128-SHA',
  'ECDHE-ECDSA-AES256-SHA',
  'ECDHE-RSA-AES256-SHA',
  'AES128-GCM-SHA256',
  'AES256-GCM-SHA384',
  'AES128-SHA',
  'AES256-SHA',
  'DES-CBC3-SHA',
]);

/** Where the certificate may come from. Fields of one source stand in one place of the list. */
const SOURCES = ['serverCertificate', 'credentialName', 'credentialNames', 'tlsCertificates'] as const;
const CERTIFICATES = ['caCrl', 'privateKey', 'caCertificates', ...SOURCES] as const;
const MOST_CERTIFICATES = 2;

/** Whether TLS is left to whoever is behind. */
export function isPassthrough({ mode = 'PASSTHROUGH' }: Tls): boolean {
  return mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH';
}

/** Checks the TLS settings of a server or an ingress listener. */
export function checkServerTls(tls: Tls, faults: Faults): void {
  checkCiphers(tls, faults);
  if (tls.mode === 'ISTIO_MUTUAL') {
    checkNoCertificates(tls, faults);
    return;
  }
  const used = SOURCES.filter((source) => isGiven(tls, source));
  if (isPassthrough(tls) && CERTIFICATES.some((field) => isNonEmpty(tls, field))) {
    faults.warning(`${tls.mode ?? 'PASSTHROUGH'} uses no certificates: those that are given are ignored`, 'mode');
  }
  if (used.length > 1) {
    faults.error(`the certificate comes from one place, not from ${used.join(' and ')}`);
  }
  const isTerminated = !isPassthrough(tls);
  if (isTerminated && (isNonEmpty(tls, 'credentialName') || isNonEmpty(tls, 'credentialNames'))) {
    return;
  }
  if (isTerminated) {
    checkFiles(tls, faults);
  }
  if (isNonEmpty(tls, 'caCrl')) {
    if (isNonEmpty(tls, 'credentialName')) {
      faults.error('with a credentialName, the revocation list is in the credential, not in caCrl', 'caCrl');
    }
    if (tls.mode === 'SIMPLE') {
      faults.error('SIMPLE asks for no client certificates, which a revocation list is about', 'caCrl');
    }
  }
}

function checkCiphers({ cipherSuites = [], minProtocolVersion }: Tls, faults: Faults): void {
  if (cipherSuites.length === 0 && (minProtocolVersion === 'TLSV1_0' || minProtocolVersion === 'TLSV1_1')) {
    faults.warning(
      `${minProtocolVersion} needs cipherSuites: the default ones are for later versions`,
      'minProtocolVersion',
    );
  }
  const valid = cipherSuites.filter(isCipher);
  const invalid = cipherSuites.filter((cipher) => !isCipher(cipher));
  const repeated = valid.filter((cipher, index) => valid.indexOf(cipher) < index);
  if (invalid.length > 0) {
    faults.warning(`unknown cipher suites are ignored: ${[...new Set(invalid)].sort().join(', ')}`, 'cipherSuites');
  }
  if (repeated.length > 0) {
    faults.warning(`cipher suites are there twice: ${[...new Set(repeated)].sort().join(', ')}`, 'cipherSuites');
  }
}

/** What begins with neither a letter nor a digit is an operator, which Istio does not look into. */
function isCipher(cipher: string): boolean {
  return CIPHERS.has(cipher) || /^[^\p{L}\p{N}]/u.test(cipher);
}

function checkNoCertificates(tls: Tls, faults: Faults): void {
  for (const field of [
    'serverCertificate',
    'privateKey',
    'caCertificates',
    'tlsCertificates',
    'credentialName',
    'credentialNames',
  ] as const) {
    if (isNonEmpty(tls, field)) {
      faults.error(`ISTIO_MUTUAL uses the mesh's own certificates, so that it takes no ${field}`, field);
    }
  }
}

/** Checks certificates that are read from files. */
function checkFiles(tls: Tls, faults: Faults): void {
  const mode = tls.mode ?? '';
  if (mode !== 'SIMPLE' && !isNonEmpty(tls, 'caCertificates')) {
    faults.error(`${mode} needs the certificates of client CAs`, 'caCertificates');
  }
  const { tlsCertificates = [] } = tls;
  if (tlsCertificates.length > MOST_CERTIFICATES) {
    faults.warning(`a server has at most ${MOST_CERTIFICATES} certificates`, 'tlsCertificates');
  }
  const certificates = tlsCertificates.map((each, index) => [each, faults.at('tlsCertificates', index)] as const);
  for (const [certificate, place] of certificates.length > 0 ? certificates : [[tls, faults] as const]) {
    if ((certificate.serverCertificate ?? '') === '') {
      place.error(`${mode} needs a server certificate`, 'serverCertificate');
    }
    if ((certificate.privateKey ?? '') === '') {
      place.error(`${mode} needs a private key`, 'privateKey');
    }
  }
}

/** Whether a certificate comes from there; files count only with both halves. */
function isGiven(tls: Tls, source: (typeof SOURCES)[number]): boolean {
  return isNonEmpty(tls, source) && (source !== 'serverCertificate' || isNonEmpty(tls, 'privateKey'));
}

function isNonEmpty(tls: Tls, field: keyof Tls): boolean {
  const value: unknown = tls[field];
  return (typeof value === 'string' || Array.isArray(value)) && value.length > 0;
}
