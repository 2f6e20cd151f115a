import { HttpDirectResponse } from '../../src/networking/http-direct-response';
import { misuseOf } from '../support/misuse-of';

const MIB = 1024 * 1024;

test.each<[string, HttpDirectResponse, object]>([
  ['status', HttpDirectResponse.status(204), { status: 204 }],
  ['the least status', HttpDirectResponse.status(200), { status: 200 }],
  ['the greatest status', HttpDirectResponse.status(599), { status: 599 }],
  ['text', HttpDirectResponse.text(418, 'short and stout'), { status: 418, body: { string: 'short and stout' } }],
  ['an empty text', HttpDirectResponse.text(200, ''), { status: 200, body: { string: '' } }],
  ['bytes', HttpDirectResponse.base64(200, 'AP8='), { status: 200, body: { bytes: 'AP8=' } }],
  [
    'the largest text',
    HttpDirectResponse.text(200, 'a'.repeat(MIB)),
    { status: 200, body: { string: expect.any(String) } },
  ],
])('%s', (_, response, expected) => {
  expect(JSON.parse(JSON.stringify(response._render()))).toEqual(expected);
});

const BASE64 = 'directResponse.body must be base64 of the standard alphabet';
const STATUS = 'directResponse.status must be an HTTP status from 200 to 599';

test.each<[string, () => unknown, string, string, RegExp]>([
  ['an interim status', () => HttpDirectResponse.status(100), STATUS, '100', /503/],
  ['status 600', () => HttpDirectResponse.status(600), STATUS, '600', /503/],
  ['half a status', () => HttpDirectResponse.text(200.5, ''), STATUS, '200.5', /503/],
  ['no bytes', () => HttpDirectResponse.base64(200, ''), BASE64, '""', /encode/],
  ['bytes that are not base64', () => HttpDirectResponse.base64(200, 'not base64!'), BASE64, '"not base64!"', /encode/],
  ['the URL alphabet', () => HttpDirectResponse.base64(200, '_-_-'), BASE64, '"_-_-"', /'\+' and '\/'/],
  ['missing padding', () => HttpDirectResponse.base64(200, 'AP8'), BASE64, '"AP8"', /padded/],
  [
    'a large text',
    () => HttpDirectResponse.text(200, `${'a'.repeat(MIB - 1)}ä`),
    `directResponse.body must not be larger than ${MIB} bytes`,
    `"${MIB + 1} bytes"`,
    /backend/,
  ],
  [
    'many bytes',
    () => HttpDirectResponse.base64(200, Buffer.alloc(MIB + 1).toString('base64')),
    `directResponse.body must not be larger than ${MIB} bytes`,
    `"${MIB + 1} bytes"`,
    /backend/,
  ],
])('%s is refused', (_, action, rule, received, fix) => {
  expect(misuseOf(action)).toEqual({ rule, received, fix: expect.stringMatching(fix) });
});
