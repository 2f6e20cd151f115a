import { Chart, Testing } from 'cdk8s';
import { Service } from 'cdk8s-plus-27';
import { Backend } from '../../src/networking/backend';
import { ClientTls } from '../../src/networking/client-tls';
import { DestinationRule, DestinationRuleProps } from '../../src/networking/destination-rule';
import { LoadBalancer } from '../../src/networking/load-balancer';
import { LocalityLoadBalancer } from '../../src/networking/locality-load-balancer';
import { SubsetOptions } from '../../src/networking/subset';
import { ZoneAwareLoadBalancer } from '../../src/networking/zone-aware-load-balancer';
import { newChart, ruleOf, specOf } from './support/destination-rules';

describe('failover needs outlier detection', () => {
  const failover = LocalityLoadBalancer.failover([{ from: 'us', to: 'eu' }]);
  const priority = LocalityLoadBalancer.failoverPriority(['version']);
  const fails = { loadBalancer: LoadBalancer.leastRequest({ localityLbSetting: failover }) };
  const detects = { outlierDetection: {} };
  const subset = (trafficPolicy: SubsetOptions['trafficPolicy']) => ({ subsets: [{ name: 'v1', trafficPolicy }] });

  test.each<[string, Partial<DestinationRuleProps>, string]>([
    [
      'at the top',
      { trafficPolicy: fails },
      'trafficPolicy.loadBalancer.localityLbSetting fails over, but without outlierDetection Istio leaves that out\n' +
        '  received: {"failover":[{"from":"us","to":"eu"}]}\n  fix: add outlierDetection to trafficPolicy; {} does with the defaults',
    ],
    [
      'by labels',
      { trafficPolicy: { loadBalancer: LoadBalancer.leastRequest({ localityLbSetting: priority }) } },
      'trafficPolicy.loadBalancer.localityLbSetting fails over',
    ],
    [
      'on a port, which inherits nothing',
      { trafficPolicy: { ...detects, portLevelSettings: [{ port: 80, ...fails }] } },
      'trafficPolicy.portLevelSettings[0].loadBalancer.localityLbSetting fails over',
    ],
    ['in a subset', subset(fails), 'subsets["v1"].trafficPolicy.loadBalancer.localityLbSetting fails over'],
    [
      'on a port of a subset',
      { trafficPolicy: detects, ...subset({ portLevelSettings: [{ port: 80, ...fails }] }) },
      'subsets["v1"].trafficPolicy.portLevelSettings[0].loadBalancer.localityLbSetting fails over',
    ],
  ])('%s', (_, props, message) => {
    expect(() => specOf(ruleOf(props))).toThrow(`[shop/rule] ${message}`);
  });

  test.each<[string, Partial<DestinationRuleProps>]>([
    ['beside it', { trafficPolicy: { ...fails, ...detects } }],
    ['in a subset', { trafficPolicy: fails, ...subset(detects) }],
    ['at the top for a subset', { trafficPolicy: detects, ...subset(fails) }],
    ['in overrides', { trafficPolicy: { ...fails, overrides: { outlierDetection: {} } } }],
    [
      'not at all for shares',
      {
        trafficPolicy: {
          loadBalancer: LoadBalancer.random({
            localityLbSetting: LocalityLoadBalancer.distribute([{ from: '*', to: { '*': 100 } }]),
          }),
        },
      },
    ],
    [
      'not at all for zones',
      {
        trafficPolicy: {
          loadBalancer: LoadBalancer.random({
            zoneAwareLbSetting: ZoneAwareLoadBalancer.enabled({ failoverPriority: ['version'] }),
          }),
        },
      },
    ],
  ])('found %s', (_, props) => {
    expect(specOf(ruleOf(props))).toMatchObject({ host: 'web' });
  });
});

describe('policies of ports', () => {
  const policyOf = (port: number) => ({ portLevelSettings: [{ port, tls: ClientTls.disable() }] });

  test.each<[string, (chart: Chart) => Partial<DestinationRuleProps>]>([
    ['rule', () => ({ trafficPolicy: policyOf(8080) })],
    ['subset', () => ({ subsets: [{ name: 'v1', trafficPolicy: policyOf(8080) }] })],
  ])('a port that the Service does not have, in a %s', (_, props) => {
    const chart = newChart();
    const backend = Backend.service(new Service(chart, 'web', { ports: [{ port: 80 }, { port: 443, name: 'tls' }] }));
    new DestinationRule(chart, 'rule', { backend, ...props(chart) });
    expect(() => Testing.synth(chart)).toThrow(
      '[shop/rule] portLevelSettings must name a port of the Service\n  received: 8080\n  fix: choose one of [80,443]',
    );
  });

  test('a port that the Service has, or a Service that is not known', () => {
    const chart = newChart();
    const backend = Backend.service(new Service(chart, 'web', { ports: [{ port: 80 }] }));
    const rule = new DestinationRule(chart, 'rule', { backend, trafficPolicy: policyOf(80) });
    const trafficPolicy = { portLevelSettings: [{ port: { number: 80 }, tls: { mode: 'DISABLE' } }] };
    expect(specOf(rule)).toMatchObject({ trafficPolicy });
    expect(specOf(ruleOf({ trafficPolicy: policyOf(80) }))).toEqual({ host: 'web', trafficPolicy });
  });
});
