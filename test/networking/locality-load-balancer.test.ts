import * as fc from 'fast-check';
import { LocalityLoadBalancer } from '../../src/networking/locality-load-balancer';
import { ZoneAwareLoadBalancer } from '../../src/networking/zone-aware-load-balancer';

/** As it is written to YAML: without what is undefined. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
test.each<[string, LocalityLoadBalancer | ZoneAwareLoadBalancer, object]>([
  ['enabled', LocalityLoadBalancer.enabled(), { enabled: true }],
  ['disabled', LocalityLoadBalancer.disabled(), { enabled: false }],
  [
    'shares with a remainder',
    LocalityLoadBalancer.distribute([
      { from: 'us/a/1', to: { 'us/a/1': 80, 'us/a/2': 20 } },
      { from: 'us/a/*', to: { 'us/a/*': 70, 'us/b': 30 } },
      { from: 'us/*', to: { us: 100 } },
      { from: '*', to: { '*': 100 } },
    ]),
    {
      distribute: [
        { from: 'us/a/1', to: { 'us/a/1': 80, 'us/a/2': 20 } },
        { from: 'us/a/*', to: { 'us/a/*': 70, 'us/b': 30 } },
        { from: 'us/*', to: { us: 100 } },
        { from: '*', to: { '*': 100 } },
      ],
    },
  ],
  [
    'failover',
    LocalityLoadBalancer.failover([
      { from: 'us', to: 'eu' },
      { from: 'eu', to: 'us' },
    ]),
    {
      failover: [
        { from: 'us', to: 'eu' },
        { from: 'eu', to: 'us' },
      ],
    },
  ],
  [
    'failover after labels',
    LocalityLoadBalancer.failover([{ from: 'us', to: 'eu' }], { failoverPriority: ['topology.istio.io/network'] }),
    { failover: [{ from: 'us', to: 'eu' }], failoverPriority: ['topology.istio.io/network'] },
  ],
  [
    'labels',
    LocalityLoadBalancer.failoverPriority(['version=v1', 'topology.kubernetes.io/region']),
    { failoverPriority: ['version=v1', 'topology.kubernetes.io/region'] },
  ],
  ['no zones', ZoneAwareLoadBalancer.disabled(), { enabled: false }],
  [
    'zones with all',
    ZoneAwareLoadBalancer.enabled({ failover: [{ from: 'us', to: 'eu' }], failoverPriority: [], minClusterSize: 1 }),
    { enabled: true, failover: [{ from: 'us', to: 'eu' }], failoverPriority: [], minClusterSize: 1 },
  ],
])('localities: %s', (_, setting, expected) => {
  expect(plain(setting._render())).toEqual(expected);
});

const distribute = (from: string, to: { [locality: string]: number }) => () =>
  LocalityLoadBalancer.distribute([{ from, to }]);
const origins =
  (...list: string[]) =>
  () =>
    LocalityLoadBalancer.distribute(list.map((from) => ({ from, to: { '*': 100 } })));
const failover = (from: string, to: string) => () => LocalityLoadBalancer.failover([{ from, to }]);

test.each<[string, () => unknown, string]>([
  ['no shares', () => LocalityLoadBalancer.distribute([]), 'localityLbSetting.distribute must not be empty'],
  [
    'shares that add up to less',
    distribute('*', { us: 60, eu: 30 }),
    'localityLbSetting.distribute[0].to must have weights that add up to 100\n  received: {"us":60,"eu":30}\n  fix: they add up to 90',
  ],
  ['no share at all', distribute('*', {}), 'they add up to 0'],
  [
    'a share of nothing',
    distribute('*', { us: 100, eu: 0 }),
    'localityLbSetting.distribute[0].to["eu"] must be a whole number from 1 to 100\n  received: 0',
  ],
  ['a broken share', distribute('*', { us: 99.5, eu: 0.5 }), 'must be a whole number from 1 to 100\n  received: 99.5'],
  [
    'shares that overlap',
    distribute('*', { 'us/a': 50, us: 50 }),
    'localityLbSetting.distribute[0].to must not name a locality inside another one\n  received: ["us","us/a"]',
  ],
  ['shares that overlap by wildcard', distribute('*', { 'us/a/1': 50, 'us/a/*': 50 }), 'inside another one'],
  [
    'a wildcard in the middle',
    distribute('us/*/1', { us: 100 }),
    'localityLbSetting.distribute[0] must name localities as region/zone/sub-zone\n  received: "us/*/1"\n  fix: leave out',
  ],
  ['a wildcard in a name', distribute('*', { 'us-*': 100 }), 'must name localities as'],
  ['an empty part', distribute('us//1', { us: 100 }), 'must name localities as'],
  ['four parts', distribute('us/a/1/2', { us: 100 }), 'must name localities as'],
  ['an empty origin', origins(''), 'must name localities as'],
  [
    'an origin that comes too late',
    origins('us', 'us/a'),
    'localityLbSetting.distribute must not name a locality inside another one\n  received: ["us","us/a"]\n  fix: name each place once',
  ],
  ['an origin twice', origins('us/a', 'us/a'), 'inside another one'],
  ['an origin after all', origins('*', 'us'), 'inside another one'],
  ['an origin around another', origins('us/a', 'us'), 'inside another one'],
  ['an origin with the same remainder', origins('us/*', 'us'), 'inside another one'],

  ['no failover', () => LocalityLoadBalancer.failover([]), 'localityLbSetting.failover must not be empty'],
  [
    'a failover to itself',
    failover('us', 'us'),
    'localityLbSetting.failover[0] must name two regions\n  received: {"from":"us","to":"us"}\n  fix: name the region',
  ],
  [
    'a failover from a zone',
    failover('us/a', 'eu'),
    'localityLbSetting.failover[0].from must be the name of a region\n  received: "us/a"\n  fix: give the region alone',
  ],
  ['a failover to any', failover('us', '*'), 'localityLbSetting.failover[0].to must be the name of a region'],
  ['a failover to nothing', failover('us', ''), 'localityLbSetting.failover[0].to must be the name of a region'],
  [
    'a region twice',
    () =>
      LocalityLoadBalancer.failover([
        { from: 'us', to: 'eu' },
        { from: 'us', to: 'ap' },
      ]),
    'localityLbSetting.failover[1] must not repeat `from`, of which Istio reads the first only\n  received: "us"',
  ],
  [
    'regions and their labels',
    () =>
      LocalityLoadBalancer.failover([{ from: 'us', to: 'eu' }], { failoverPriority: ['topology.kubernetes.io/zone'] }),
    'localityLbSetting.failoverPriority[0] must not be a label of the locality, which counts already',
  ],
  [
    'no labels',
    () => LocalityLoadBalancer.failoverPriority([]),
    'localityLbSetting.failoverPriority must not be empty',
  ],
  ['an empty label', () => LocalityLoadBalancer.failoverPriority(['a', '']), 'failoverPriority[1] must not be empty'],
  [
    'zones and their labels',
    () => ZoneAwareLoadBalancer.enabled({ failoverPriority: ['topology.istio.io/subzone'] }),
    'zoneAwareLbSetting.failoverPriority[0] must not be a label of the locality',
  ],
  [
    'zones of nobody',
    () => ZoneAwareLoadBalancer.enabled({ minClusterSize: 0 }),
    'zoneAwareLbSetting.minClusterSize must be a whole number from 1 to',
  ],
  [
    'zones that fail over to a zone',
    () => ZoneAwareLoadBalancer.enabled({ failover: [{ from: 'us', to: 'us/a' }] }),
    'zoneAwareLbSetting.failover[0].to must be the name of a region',
  ],
])('%s is refused', (_, action, message) => {
  expect(action).toThrow(message);
});

test('lists and maps are copied', () => {
  const to = { us: 100 };
  const shares = [{ from: '*', to }];
  const regions = [{ from: 'us', to: 'eu' }];
  const labels = ['version'];
  const settings = [
    LocalityLoadBalancer.distribute(shares),
    LocalityLoadBalancer.failover(regions, { failoverPriority: labels }),
    LocalityLoadBalancer.failoverPriority(labels),
    ZoneAwareLoadBalancer.enabled({ failover: regions, failoverPriority: labels }),
  ];
  const before = plain(settings.map((setting) => setting._render()));
  to.us = 1;
  shares.push({ from: 'eu', to });
  regions[0].to = 'ap';
  labels.push('b');
  expect(plain(settings.map((setting) => setting._render()))).toEqual(before);
});

describe('whatever the localities', () => {
  const part = fc.constantFrom('a', 'b');
  const locality = fc
    .tuple(part, fc.option(part), fc.option(part), fc.boolean())
    .map(([region, zone, subZone, open]) => {
      const parts = [region, ...(zone === null ? [] : [zone, ...(subZone === null ? [] : [subZone])])];
      return [...parts, ...(open && parts.length < 3 ? ['*'] : [])].join('/');
    });
  const everywhere = ['a', 'b'].flatMap((r) => ['a', 'b'].flatMap((z) => ['a', 'b'].map((s) => [r, z, s])));
  const placesIn = (text: string) =>
    everywhere.filter((place) => text.split('/').every((name, at) => name === '*' || name === place[at]));

  test('shares are refused if and only if a place is in two of them', () => {
    fc.assert(
      fc.property(fc.uniqueArray(locality, { minLength: 1, maxLength: 4 }), (names) => {
        const places = names.flatMap(placesIn).map(String);
        const share = Math.floor(100 / names.length);
        const to = Object.fromEntries(
          names.map((name, index) => [name, index === 0 ? 100 - share * (names.length - 1) : share]),
        );
        const action = distribute('*', to);
        if (new Set(places).size === places.length) {
          expect(action).not.toThrow();
        } else {
          expect(action).toThrow('inside another one');
        }
      }),
    );
  });

  test('what is accepted as origins leaves each of them a place of its own', () => {
    fc.assert(
      fc.property(fc.array(locality, { minLength: 1, maxLength: 4 }), (names) => {
        const action = origins(...names);
        const reached = names.filter((name, index) => {
          const taken = names.slice(0, index).map(placesIn);
          return !taken.some((places) => placesIn(name).every((place) => places.includes(place)));
        });
        if (reached.length < names.length) {
          expect(action).toThrow('inside another one');
        }
      }),
    );
  });
});
