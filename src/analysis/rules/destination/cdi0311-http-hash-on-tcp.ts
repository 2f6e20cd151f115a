import { carriesHttp, Protocol } from '../../../kernel/protocol';
import { DESTINATION_RULE } from '../../../mesh/kinds';
import { SERVICES } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { rulesWithPolicy, portsIn, servicesOf } from './policy-scopes';

const OF_HTTP = ['httpHeaderName', 'httpCookie', 'httpQueryParameterName'] as const;

/** Consistent hashes of requests on ports that carry none. */
export const HTTP_HASH_ON_TCP: Rule = {
  code: 'CDI0311',
  name: 'HttpHashOnTcp',
  severity: Severity.WARNING,
  summary: 'A policy balances by a header, cookie or query parameter on ports that are all TCP.',
  explanation:
    'Envoy looks into requests on HTTP ports only. On a TCP port there is nothing to hash, so connections go to endpoints at random, and clients do not stay with one.',
  fix: 'Use `useSourceIp`, or declare the protocol of the port (`name: http-...` or `appProtocol: http`) if it is HTTP.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB',
  inputs: [DESTINATION_RULE, ...SERVICES],
  check: (mesh, report) => {
    for (const { object, scopes } of rulesWithPolicy(mesh, 'loadBalancer')) {
      for (const scope of scopes) {
        const hash = scope.policy.loadBalancer?.consistentHash;
        const field = OF_HTTP.find((each) => hash?.[each] !== undefined);
        const services = field === undefined ? [] : servicesOf(mesh, object);
        const ports = services
          .flatMap((service) => portsIn(scope, service))
          .filter(({ protocol }) => protocol !== Protocol.UDP);
        if (
          field !== undefined &&
          ports.length > 0 &&
          ports.every(({ protocol }) => protocol !== undefined && !carriesHttp(protocol))
        ) {
          const message = `${object.title} balances by ${field}, and the ports of ${object.spec.host} carry no HTTP`;
          report({ object, path: [...scope.path, 'loadBalancer', 'consistentHash', field], message });
        }
      }
    }
  },
};
