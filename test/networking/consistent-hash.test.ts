import { Duration } from 'cdk8s';
import { ConsistentHash } from '../../src/networking/consistent-hash';
import { ConsistentHashAlgorithm } from '../../src/networking/consistent-hash-algorithm';

/** As it is written to YAML: without what is undefined. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
test.each<[string, ConsistentHash, object]>([
  ['a header', ConsistentHash.header('x-user'), { httpHeaderName: 'x-user' }],
  ['a pseudo header', ConsistentHash.header(':authority'), { httpHeaderName: ':authority' }],
  ['the address', ConsistentHash.sourceIp(), { useSourceIp: true }],
  ['a parameter', ConsistentHash.queryParameter('user id'), { httpQueryParameterName: 'user id' }],
  ['a cookie', ConsistentHash.cookie({ name: 'user' }), { httpCookie: { name: 'user' } }],
  [
    'a cookie of the session',
    ConsistentHash.cookie({ name: 'user', ttl: Duration.seconds(0), path: '', attributes: [] }),
    { httpCookie: { name: 'user', ttl: '0s', path: '', attributes: [] } },
  ],
  [
    'a cookie with attributes',
    ConsistentHash.cookie({
      name: 'user',
      ttl: Duration.hours(1),
      path: '/shop',
      attributes: [{ name: 'SameSite', value: 'Lax' }, { name: 'Secure' }],
    }),
    {
      httpCookie: {
        name: 'user',
        ttl: '1h',
        path: '/shop',
        attributes: [{ name: 'SameSite', value: 'Lax' }, { name: 'Secure' }],
      },
    },
  ],
  [
    'a ring',
    ConsistentHash.sourceIp({ algorithm: ConsistentHashAlgorithm.ringHash() }),
    { useSourceIp: true, ringHash: {} },
  ],
  [
    'a large ring',
    ConsistentHash.sourceIp({ algorithm: ConsistentHashAlgorithm.ringHash({ minimumRingSize: 8_388_608 }) }),
    { useSourceIp: true, ringHash: { minimumRingSize: 8_388_608 } },
  ],
  [
    'a table',
    ConsistentHash.sourceIp({ algorithm: ConsistentHashAlgorithm.maglev() }),
    { useSourceIp: true, maglev: { tableSize: 65_537 } },
  ],
  [
    'a large table',
    ConsistentHash.sourceIp({ algorithm: ConsistentHashAlgorithm.maglev({ tableSize: 4_999_999 }) }),
    { useSourceIp: true, maglev: { tableSize: 4_999_999 } },
  ],
  ['the old ring', ConsistentHash.sourceIp({ minimumRingSize: 0 }), { useSourceIp: true, minimumRingSize: 0 }],
])('hash by %s', (_, hash, expected) => {
  expect(plain(hash._render())).toEqual(expected);
});

const ring = (minimumRingSize: number) => () => ConsistentHashAlgorithm.ringHash({ minimumRingSize });
const table = (tableSize: number) => () => ConsistentHashAlgorithm.maglev({ tableSize });

test.each<[string, () => unknown, string]>([
  ['no header', () => ConsistentHash.header(''), 'consistentHash.httpHeaderName must be a name as HTTP takes it'],
  ['a header with a space', () => ConsistentHash.header('x user'), 'received: "x user"\n  fix: use letters'],
  ['no parameter', () => ConsistentHash.queryParameter(''), 'consistentHash.httpQueryParameterName must not be empty'],
  ['no cookie', () => ConsistentHash.cookie({ name: '' }), 'consistentHash.httpCookie.name must be a name as HTTP'],
  [
    'an attribute without a name',
    () => ConsistentHash.cookie({ name: 'a', attributes: [{ name: '' }] }),
    'consistentHash.httpCookie.attributes[0].name must not be empty',
  ],
  [
    'an attribute twice',
    () => ConsistentHash.cookie({ name: 'a', attributes: [{ name: 'b' }, { name: 'b', value: '' }] }),
    'consistentHash.httpCookie.attributes must have each name once\n  received: "b"',
  ],
  [
    'two sizes of a ring',
    () => ConsistentHash.sourceIp({ minimumRingSize: 1, algorithm: ConsistentHashAlgorithm.maglev() }),
    'consistentHash.minimumRingSize must not stand beside an algorithm\n  received: 1\n  fix: give the size to',
  ],
  ['a negative ring', ring(-1), 'ringHash.minimumRingSize must be a whole number from 0 to 8388608\n  received: -1'],
  ['a ring that Envoy refuses', ring(8_388_609), 'ringHash.minimumRingSize must be a whole number from 0 to 8388608'],
  [
    'an old ring that Envoy refuses',
    () => ConsistentHash.sourceIp({ minimumRingSize: 8_388_609 }),
    'from 0 to 8388608',
  ],
  ['a table of nothing', table(0), 'maglev.tableSize must be a whole number from 1 to 5000010\n  received: 0'],
  ['a table that is too large', table(5_000_011), 'maglev.tableSize must be a whole number from 1 to 5000010'],
  [
    'a table that is no prime',
    table(65_536),
    'maglev.tableSize must be a prime number\n  received: 65536\n  fix: take 65521, or leave it out',
  ],
])('%s is refused', (_, action, message) => {
  expect(action).toThrow(message);
});

test('attributes are copied', () => {
  const attributes = [{ name: 'a' }];
  const hash = ConsistentHash.cookie({ name: 'user', attributes });
  attributes[0].name = 'b';
  attributes.push({ name: 'c' });
  expect(plain(hash._render())).toEqual({ httpCookie: { name: 'user', attributes: [{ name: 'a' }] } });
});
