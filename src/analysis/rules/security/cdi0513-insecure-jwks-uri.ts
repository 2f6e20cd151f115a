import { REQUEST_AUTHENTICATION } from '../../../mesh/kinds';
import { isIpAddress } from '../../../mesh/semantics/ip-address';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

const PLAIN = /^http:\/\/([^/:?#]+)/i;
/** Names that do not leave the cluster. */
const LOCAL = /^[^.]+$|\.svc$|\.local$|\.internal$/i;

/** Keys for tokens that come over the internet in plain text. */
export const INSECURE_JWKS_URI: Rule = {
  code: 'CDI0513',
  name: 'InsecureJwksUri',
  severity: Severity.WARNING,
  summary: 'The keys that tokens are checked by are fetched without TLS.',
  explanation:
    'Whoever can change the answer on its way from the issuer to Istio can put a key of their own into it, and from then on sign tokens that every workload accepts.',
  fix: 'Use the `https` address of the key set.',
  docs: 'https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTRule-jwks_uri',
  inputs: [REQUEST_AUTHENTICATION],
  check: (mesh, report) => {
    for (const object of mesh.all(REQUEST_AUTHENTICATION)) {
      (object.spec.jwtRules ?? []).forEach(({ jwksUri }, index) => {
        const host = PLAIN.exec(jwksUri ?? '')?.[1];
        if (host !== undefined && !LOCAL.test(host) && !isIpAddress(host)) {
          const message = `${object.title} fetches keys from ${host} over plain HTTP`;
          report({ object, path: ['spec', 'jwtRules', index, 'jwksUri'], message });
        }
      });
    }
  },
};
