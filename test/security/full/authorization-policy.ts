import { Chart } from 'cdk8s';
import { PolicyTarget } from '../../../src/kernel/policy-target';
import { AuthorizationAction } from '../../../src/security/authorization-action';
import { AuthorizationPolicy } from '../../../src/security/authorization-policy';
import { AuthorizationRule } from '../../../src/security/authorization-rule';
import { Condition } from '../../../src/security/condition';
import { Operation } from '../../../src/security/operation';
import { Source } from '../../../src/security/source';

/** AuthorizationPolicies that between them set every field and every enum value. */
export function build(chart: Chart): void {
  new AuthorizationPolicy(chart, 'nothing', { action: AuthorizationAction.allowNothing() });
  new AuthorizationPolicy(chart, 'allow', {
    action: AuthorizationAction.allow(),
    target: PolicyTarget.workloads({ app: 'shop' }),
    rules: [
      AuthorizationRule.of({
        from: [
          Source.of({
            principals: ['cluster.local/ns/web/sa/web'],
            notPrincipals: ['*/sa/test'],
            namespaces: ['web'],
            notNamespaces: ['test-*'],
            trustDomains: ['cluster.local'],
            notTrustDomains: ['*.test'],
            ipBlocks: ['10.0.0.0/8'],
            notIpBlocks: ['10.1.0.0/16'],
            remoteIpBlocks: ['203.0.113.0/24'],
            notRemoteIpBlocks: ['203.0.113.7'],
            requestPrincipals: ['https://id.example.com/*'],
            notRequestPrincipals: ['https://id.example.com/mallory'],
          }),
          Source.of({ serviceAccounts: ['web/web', 'own'], notServiceAccounts: ['web/test'] }),
        ],
        to: [
          Operation.of({
            methods: ['GET'],
            notMethods: ['TRACE'],
            paths: ['/items/{*}', '/items*'],
            notPaths: ['*.bak'],
            hosts: ['shop.example.com', 'shop.example.com:*'],
            notHosts: ['*.test'],
            ports: [8080],
            notPorts: [9090],
          }),
        ],
        when: [Condition.header('x-version', 'v1', 'v2').butNot('v0'), Condition.connectionSni('*.example.com')],
      }),
    ],
  });
  new AuthorizationPolicy(chart, 'deny', {
    action: AuthorizationAction.deny(),
    target: PolicyTarget.several(
      PolicyTarget.gateway('shop', { namespace: '' }),
      PolicyTarget.service('shop'),
      PolicyTarget.serviceEntry('payments'),
      PolicyTarget.gatewayClass('istio-waypoint'),
    ),
    rules: [AuthorizationRule.any()],
  });
  new AuthorizationPolicy(chart, 'audit', {
    action: AuthorizationAction.audit(),
    target: PolicyTarget.targetRef(PolicyTarget.gateway('shop', { namespace: '' })),
    rules: [AuthorizationRule.any()],
  });
  new AuthorizationPolicy(chart, 'custom', {
    action: AuthorizationAction.custom('oauth2-proxy'),
    rules: [AuthorizationRule.of({ to: [Operation.pathPrefix('/admin')] })],
  });
}
