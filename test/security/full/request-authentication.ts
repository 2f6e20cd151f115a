import { Chart, Duration } from 'cdk8s';
import { PolicyTarget } from '../../../src/kernel/policy-target';
import { Jwks } from '../../../src/security/jwks';
import { RequestAuthentication } from '../../../src/security/request-authentication';

/** RequestAuthentications that between them set every field. */
export function build(chart: Chart): void {
  new RequestAuthentication(chart, 'labels', {
    target: PolicyTarget.workloads({ istio: 'ingressgateway' }),
    jwtRules: [
      {
        issuer: 'https://id.example.com',
        audiences: ['shop'],
        jwks: Jwks.uri('https://id.example.com/keys'),
        fromHeaders: [{ name: 'x-token', prefix: 'Token ' }],
        fromParams: ['token'],
        fromCookies: ['session'],
        outputPayloadToHeader: 'x-jwt-payload',
        forwardOriginalToken: true,
        outputClaimToHeaders: [{ header: 'x-jwt-sub', claim: 'sub' }],
        timeout: Duration.seconds(2),
        spaceDelimitedClaims: ['roles'],
      },
      { issuer: 'shop', jwks: Jwks.keys([{ kty: 'RSA', n: 'AQAB', e: 'AQAB' }]) },
    ],
  });
  new RequestAuthentication(chart, 'references', {
    target: PolicyTarget.several(PolicyTarget.gateway('shop', { namespace: '' })),
    jwtRules: [{ issuer: 'https://id.example.com' }],
  });
  new RequestAuthentication(chart, 'reference', {
    target: PolicyTarget.targetRef(PolicyTarget.gateway('shop', { namespace: '' })),
    jwtRules: [{ issuer: 'https://id.example.com' }],
  });
}
