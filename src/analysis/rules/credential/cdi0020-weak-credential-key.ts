import { KeyObject } from 'node:crypto';
import { isServable, isShort, subjectOf } from '../../../credentials/private/certificate';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { CREDENTIALS, credentialsOf } from './credential-use';

/** Keys that Envoy does not serve. */
export const WEAK_CREDENTIAL_KEY: Rule = {
  code: 'CDI0020',
  name: 'WeakCredentialKey',
  severity: Severity.ERROR,
  summary: "A credential's key is of a kind or size that Envoy or clients refuse.",
  explanation:
    'Envoy serves RSA keys of 2048 bits and more, and EC keys on P-256, P-384 and P-521. It refuses a credential with any other key (Ed25519, DSA, smaller RSA), so the TLS handshakes of the gateway fail. For the CAs of the chain, clients set the limit: RSA keys below 2048 bits are refused by all browsers and by OpenSSL as distributions ship it.',
  fix: 'Make a new key, such as `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256`, and have a certificate issued for it.',
  docs: 'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/security/ssl',
  inputs: CREDENTIALS,
  check: (mesh, report) => {
    const credentials = credentialsOf(mesh);
    for (const object of credentials.secrets) {
      const { chain, certificate } = credentials.contentOf(object);
      const [leaf, ...issuers] = chain?.read ?? [];
      const short = issuers.find(({ publicKey }) => isShort(publicKey));
      if (leaf !== undefined && !isServable(leaf.publicKey)) {
        const message = `The certificate of ${object.title} has ${describe(leaf.publicKey)}`;
        report({ object, path: certificate?.path, message });
      } else if (short !== undefined) {
        const message = `The chain of ${object.title} has CA '${subjectOf(short)}' with ${describe(short.publicKey)}`;
        report({ object, path: certificate?.path, message });
      }
    }
  },
};

function describe({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): string {
  if (type === 'rsa') {
    return `an RSA key of ${details?.modulusLength ?? 0} bits`;
  }
  return type === 'ec' ? `an EC key on ${details?.namedCurve ?? 'no curve'}` : `a key of type ${type ?? 'unknown'}`;
}
