import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { redactKeys, redactPartsOf, shownValue } from '../../src/kernel/redact-keys';

const LINE = 'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg4tdbv+vbV7Llw6vy';
const HIDDEN = '<redacted, because it may be a key>';

test.each([
  'CDI0001 [shop/ingress/DestinationRule, main.ts:11:1] DestinationRule shop/web: subset v1 selects version=v1',
  '/Users/JohnSmith1/projects/kubernetes/istio/gateways/certificates/shop/main/tls',
  '/tmp/cdk8s-istio-X7dK2a/store/istio-system.shop-credential-0123456789abcdef.1.pem',
  'outbound|443||a-rather-long-service-name.a-rather-long-namespace.svc.cluster.local',
  'a'.repeat(253),
  '0123456789abcdef'.repeat(4),
  'AVeryLongNameInCamelCaseThatSomebodyGaveToAClassOfTheirOwn2',
])('%s is shown as it is', (text) => {
  expect(redactKeys(text)).toBe(text);
  expect(shownValue(text)).toBe(text);
});

test.each([
  [`host ${LINE} is none`, `host ${HIDDEN} is none`],
  [`host 'AwEHBG0w\n${LINE}\nutrW1PAkZw' is none`, `host '${HIDDEN}' is none`],
  [`host "AwEHBG0w\\n${LINE}\\nutrW1PAkZw" is none`, `host "${HIDDEN}" is none`],
  [`host "${LINE} ${LINE} 4tdbvvbV7Llw6vyutrW1" is none`, `host "${HIDDEN}" is none`],
  ['a -----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY----- b', 'a <PEM redacted> b'],
  ['a -----BEGIN PRIVATE KEY-----\nAAAA', 'a <PEM redacted>'],
])('%j is not', (text, redacted) => {
  expect(redactKeys(text)).toBe(redacted);
});

test('a value that holds a key is not shown at all', () => {
  expect(shownValue(`short\n${LINE}\nend`)).toBe(HIDDEN);
  expect(shownValue('a -----BEGIN PRIVATE KEY-----\nAAAA')).toBe('a <PEM redacted>');
});

test('parts of a key that is among the values are not shown either', () => {
  const [start, end] = [LINE.slice(0, 20), LINE.slice(-18)];
  const text = `namespace ${start} is none, shop.example.com/prod:${end} is another`;
  expect(redactPartsOf(() => [`${LINE}\n${LINE}`, 'shop.example.com'], text)).toBe(
    `namespace ${HIDDEN} is none, shop.example.com/prod:${HIDDEN} is another`,
  );
  expect(redactPartsOf(() => ['shop.example.com'], text)).toBe(text);
});

test.each([
  ['a line break', `${LINE.slice(-9)}\n${LINE.slice(0, 7)}`],
  ['a line break as JSON has it', `${LINE.slice(-9)}\\n${LINE.slice(0, 7)}`],
  ['a name before it', `web/${LINE.slice(-16)}`],
])('a part of a value that looks like a key is not shown with %s', (_, part) => {
  const shown = redactPartsOf(() => [`${LINE}\n${LINE}`], `"${part}" is no domain name`);
  expect(shown).toBe(`"${HIDDEN}" is no domain name`);
});

test('random bytes in base64 are found', () => {
  const missed = Array.from({ length: 1000 }, () => randomBytes(96).toString('base64')).filter(
    (text) => redactKeys(text) === text,
  );
  expect(missed).toEqual([]);
});

test('long texts take no long time', () => {
  fc.assert(
    fc.property(fc.constantFrom('a', 'A1', '\\n', '\n', ' ', 'A1a\\n', 'aA1 '), (piece) => {
      expect(redactKeys(`${piece.repeat(20_000)}.${LINE}`)).toContain(HIDDEN);
    }),
    { numRuns: 14 },
  );
});
