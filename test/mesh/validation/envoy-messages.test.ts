import { EnvoyMessage, envoyMessage } from '../../../src/mesh/validation/envoy/descriptors';
import { MESSAGES } from '../../../src/mesh/validation/envoy/messages';
import { readMessage } from '../../../src/mesh/validation/envoy/read-message';

const NAMES = MESSAGES.split('\n').map((line) => line.split(' ')[0]);

function messageOf(name: string): EnvoyMessage {
  const message = envoyMessage(name);
  if (message === undefined) {
    throw new Error(`there is no message ${name}`);
  }
  return message;
}

test('what was generated holds together', () => {
  expect(NAMES.length).toBeGreaterThan(1000);
  for (const { name, fields } of NAMES.map(messageOf)) {
    for (const { type, ...field } of fields) {
      expect([name, field.name, field.name === '' || field.jsonName.includes('_')]).toEqual([name, field.name, false]);
      const isKnown =
        type.kind === 'message' ? NAMES.includes(type.message().name) : type.kind !== 'enum' || !type.values.has('');
      expect([name, field.name, isKnown]).toEqual([name, field.name, true]);
    }
  }
});

test.each([
  ['both names of a field', { connect_timeout: '1s', perConnectionBufferLimitBytes: '80' }, {}],
  ['null', { name: null, metadata: null }, {}],
  ['a number for a text', { name: 1 }, { error: { message: '1 is no text', path: ['name'] } }],
  [
    'a number that is too large',
    { per_connection_buffer_limit_bytes: 2 ** 32 },
    {
      error: {
        message: '4294967296 is no whole number of 32 bits that is not negative',
        path: ['per_connection_buffer_limit_bytes'],
      },
    },
  ],
  [
    'a list for an object',
    { metadata: [] },
    { error: { message: 'envoy.config.core.v3.Metadata is an object', path: ['metadata'] } },
  ],
  ['an object for a list', { health_checks: {} }, { error: { message: 'must be a list', path: ['health_checks'] } }],
  [
    'an unknown value of an enum',
    { dns_lookup_family: 'V5' },
    {
      error: {
        message: '"V5" is none of AUTO, V4_ONLY, V6_ONLY, V4_PREFERRED, ALL',
        path: ['dns_lookup_family'],
      },
    },
  ],
  [
    'a message of any type without its type',
    { typed_extension_protocol_options: { x: {} } },
    { error: { message: 'needs its type, in @type', path: ['typed_extension_protocol_options', 'x'] } },
  ],
  [
    'a field that is not there, and a fault after it',
    { nothing: 1, health_checks: [{ timeout: '1 s' }] },
    {
      error: { message: '"1 s" is no duration', path: ['health_checks', 0, 'timeout'] },
      unknown: { message: 'envoy.config.cluster.v3.Cluster has no field nothing', path: ['nothing'] },
    },
  ],
])('reads a cluster with %s', (_, value, { error, unknown }: ReturnType<typeof readMessage>) => {
  const reading = readMessage(messageOf('envoy.config.cluster.v3.Cluster'), value);
  expect(reading.error).toEqual(error);
  expect(reading.unknown).toEqual(unknown);
});
