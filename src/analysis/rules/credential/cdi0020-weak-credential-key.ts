import { X509Certificate } from 'node:crypto';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { CREDENTIALS, credentialsOf } from './credential-use';

const LEAST_RSA_BITS = 2048;
const CURVES = ['prime256v1', 'secp384r1', 'secp521r1'];

/** Keys that Envoy does not serve. */
export const WEAK_CREDENTIAL_KEY: Rule = {
  code: 'CDI0020',
  name: 'WeakCredentialKey',
  severity: Severity.ERROR,
  summary: "A credential's key is of a kind or size that Envoy refuses.",
  explanation:
    'Envoy serves RSA keys of 2048 bits and more, and EC keys on P-256, P-384 and P-521. It refuses a credential with any other key (Ed25519, DSA, smaller RSA), so the TLS handshakes of the gateway fail.',
  fix: 'Make a new key, such as `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256`, and have a certificate issued for it.',
  docs: 'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/security/ssl',
  inputs: CREDENTIALS,
  check: (mesh, report) => {
    const credentials = credentialsOf(mesh);
    for (const object of credentials.secrets) {
      const { chain, certificate } = credentials.contentOf(object);
      const weak = chain?.read && weaknessOf(chain.read[0]);
      if (weak !== undefined) {
        report({ object, path: certificate?.path, message: `The certificate of ${object.title} has ${weak}` });
      }
    }
  },
};

function weaknessOf({ publicKey }: X509Certificate): string | undefined {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = publicKey;
  if (type === 'rsa') {
    const bits = details?.modulusLength ?? 0;
    return bits < LEAST_RSA_BITS ? `an RSA key of ${bits} bits` : undefined;
  }
  if (type === 'ec') {
    return CURVES.includes(details?.namedCurve ?? '') ? undefined : `an EC key on ${details?.namedCurve ?? 'no curve'}`;
  }
  return `a key of type ${type ?? 'unknown'}`;
}
