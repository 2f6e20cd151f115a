import { Duration } from 'cdk8s';
import { ConsistentHash } from '../../src/networking/consistent-hash';
import { LoadBalancer } from '../../src/networking/load-balancer';
import { LocalityLoadBalancer } from '../../src/networking/locality-load-balancer';
import { ZoneAwareLoadBalancer } from '../../src/networking/zone-aware-load-balancer';

/** As it is written to YAML: without what is undefined. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const duration = Duration.minutes(1);

test.each<[string, LoadBalancer, object]>([
  ['unspecified', LoadBalancer.unspecified(), { simple: 'UNSPECIFIED' }],
  ['leastRequest', LoadBalancer.leastRequest(), { simple: 'LEAST_REQUEST' }],
  ['roundRobin', LoadBalancer.roundRobin(), { simple: 'ROUND_ROBIN' }],
  ['random', LoadBalancer.random(), { simple: 'RANDOM' }],
  ['passthrough', LoadBalancer.passthrough(), { simple: 'PASSTHROUGH' }],
  ['leastConn', LoadBalancer.leastConn(), { simple: 'LEAST_CONN' }],
  [
    'consistentHash',
    LoadBalancer.consistentHash(ConsistentHash.sourceIp(), { localityLbSetting: LocalityLoadBalancer.disabled() }),
    { consistentHash: { useSourceIp: true }, localityLbSetting: { enabled: false } },
  ],
  [
    'a warmup',
    LoadBalancer.roundRobin({ warmup: { duration } }),
    { simple: 'ROUND_ROBIN', warmup: { duration: '1m' } },
  ],
  [
    'a warmup with all',
    LoadBalancer.unspecified({ warmup: { duration, minimumPercent: 0, aggression: 0.5 } }),
    { simple: 'UNSPECIFIED', warmup: { duration: '1m', minimumPercent: 0, aggression: 0.5 } },
  ],
  [
    'the old warmup',
    LoadBalancer.leastRequest({ warmupDurationSecs: duration }),
    { simple: 'LEAST_REQUEST', warmupDurationSecs: '1m' },
  ],
  [
    'zones',
    LoadBalancer.random({ zoneAwareLbSetting: ZoneAwareLoadBalancer.enabled() }),
    { simple: 'RANDOM', zoneAwareLbSetting: { enabled: true } },
  ],
])('%s', (_, balancer, expected) => {
  expect(plain(balancer._render())).toEqual(expected);
});

const warmup = (options: object) => () => LoadBalancer.leastRequest({ warmup: { duration, ...options } });

test.each<[string, () => unknown, string]>([
  [
    'two settings of localities',
    () =>
      LoadBalancer.random({
        localityLbSetting: LocalityLoadBalancer.enabled(),
        zoneAwareLbSetting: ZoneAwareLoadBalancer.enabled(),
      }),
    'loadBalancer must not have both localityLbSetting and zoneAwareLbSetting\n  received: [',
  ],
  [
    'two warmups',
    () => LoadBalancer.leastRequest({ warmup: { duration }, warmupDurationSecs: duration }),
    'loadBalancer must not have both warmup and warmupDurationSecs',
  ],
  [
    'a warmup of nothing',
    warmup({ duration: Duration.seconds(0) }),
    'loadBalancer.warmup.duration must be at least 1ms',
  ],
  [
    'an old warmup of nothing',
    () => LoadBalancer.roundRobin({ warmupDurationSecs: Duration.millis(0) }),
    'loadBalancer.warmupDurationSecs must be at least 1ms\n  received: "0s"',
  ],
  [
    'half a millisecond',
    warmup({ duration: Duration.millis(1.5) }),
    'loadBalancer.warmup.duration must be whole milliseconds\n  received: "1.5ms"\n  fix: round',
  ],
  [
    'too many percent',
    warmup({ minimumPercent: 100.01 }),
    'loadBalancer.warmup.minimumPercent must be a percentage\n  received: 100.01\n  fix: give a number from 0 to 100',
  ],
  ['negative percent', warmup({ minimumPercent: -1 }), 'minimumPercent must be a percentage'],
  ['percent that are no number', warmup({ minimumPercent: NaN }), 'must be a percentage\n  received: NaN'],
  [
    'no aggression',
    warmup({ aggression: 0 }),
    'loadBalancer.warmup.aggression must be greater than 0\n  received: 0\n',
  ],
  ['endless aggression', warmup({ aggression: Infinity }), 'loadBalancer.warmup.aggression must be greater than 0'],
])('%s is refused', (_, action, message) => {
  expect(action).toThrow(message);
});
