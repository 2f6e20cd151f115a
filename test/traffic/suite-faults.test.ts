import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { TrafficSuite } from '../../src';
import { shopMesh } from './shop';

const suite = (text: string) => TrafficSuite.fromYaml({ file: 'shop.test.yaml', text });

test.each<[string, string, string[]]>([
  ['nothing', '# no tests\n', ['shop.test.yaml:1: there are no tests in it']],
  [
    'something else',
    'import { test } from',
    ['shop.test.yaml:1: it is no file of tests: that is a map with `testCases`'],
  ],
  ['broken YAML', 'testCases: [\n', [expect.stringMatching(/^shop\.test\.yaml:\d+: /) as string]],
  [
    'no tests',
    'cases: []\n',
    [
      'shop.test.yaml:1: cases: is unknown; there are manifests, testCases',
      'shop.test.yaml:1: testCases: Required value',
    ],
  ],
  [
    'a misspelt field',
    'testCases:\n  - request:\n      urls: [http://a/]\n    expect: { status: 200 }\n',
    [
      'shop.test.yaml:3: testCases[0].request.urls: is unknown; there are authority, clientCertificate, headers, httpVersion, method, port, scheme, sni, sourceIp, uri, url',
    ],
  ],
  [
    'a field of a route that Istio lacks',
    'testCases:\n  - request: { url: http://a/ }\n    rewrite: { path: / }\n',
    ['shop.test.yaml:3: testCases[0].rewrite.path: is unknown; there are authority, uri, uriRegexRewrite'],
  ],
  [
    'another type',
    'testCases:\n  - request: { url: http://a/, port: http }\n    expect: { status: ok, timeout: soon }\n',
    [
      expect.stringContaining('testCases[0].request.port: Invalid value') as string,
      expect.stringContaining('testCases[0].expect.status: Invalid value') as string,
      expect.stringContaining('testCases[0].expect.timeout: Invalid value') as string,
    ],
  ],
  [
    'nothing to send',
    'testCases:\n  - request: { method: GET, authority: [] }\n    expect: { status: 200 }\n',
    [
      'shop.test.yaml:2: testCases[0].request.authority: needs authority, with at least one entry, or a url',
      'shop.test.yaml:2: testCases[0].request: needs uri, with at least one entry, or a url',
    ],
  ],
  [
    'two ways to say it',
    'testCases:\n  - request: { url: http://a/, uri: / }\n    expect: { status: 200 }\n',
    ['shop.test.yaml:2: testCases[0].request.url: says what authority, uri and scheme say, which have to go'],
  ],
  [
    'what can stand in no URL',
    'testCases:\n  - request: { authority: "a b", uri: c }\n    expect: { status: 200 }\n  - request: { url: ftp://a/ }\n    expect: { status: 200 }\n',
    [
      'shop.test.yaml:2: testCases[0].request.authority[0]: has to be a host, with a port or without; it is "a b"',
      'shop.test.yaml:2: testCases[0].request.uri[0]: has to be a path, which begins with /; it is "c"',
      'shop.test.yaml:4: testCases[1].request.url[0]: has to be a URL with one of the schemes http, https, grpc, tcp, tls; it is "ftp://a/"',
    ],
  ],
  [
    'a client that is none',
    'testCases:\n  - request: { url: http://a/ }\n    from: Shop\n    expect: { status: 200 }\n',
    [
      'shop.test.yaml:3: testCases[0].from: has to be gateway, gateway:NAMESPACE/LABEL=VALUE,..., NAMESPACE or NAMESPACE/LABEL=VALUE,...; it is "Shop"',
    ],
  ],
  [
    'a service account of nobody',
    'testCases:\n  - request: { url: http://a/ }\n    serviceAccount: a\n    expect: { status: 200 }\n',
    ['shop.test.yaml:3: testCases[0].serviceAccount: is that of a pod, which `from` has to name'],
  ],
  [
    'a certificate that is none, or in a file',
    `testCases:
  - request: { url: https://a/, clientCertificate: "-----BEGIN CERTIFICATE-----" }
    expect: { status: 200 }
  - request: { url: https://a/, clientCertificate: client.crt }
    expect: { status: 200 }
`,
    [
      'shop.test.yaml:2: testCases[0].request.clientCertificate: holds no certificate in PEM',
      'shop.test.yaml:4: testCases[1].request.clientCertificate: has to be the certificate itself, as PEM: files are read by the command alone',
    ],
  ],
  [
    'no expectation',
    'testCases:\n  - request: { url: http://a/ }\n    wantMatch: true\n',
    [
      'shop.test.yaml:2: testCases[0]: expects nothing; give it `expect`, `route`, `redirect` or another part of a route',
    ],
  ],
])('a file with %s is refused with file, line and field', (_, text, faults) => {
  let message = '';
  try {
    suite(text);
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message.split('\n')).toEqual(faults);
});

test('whatever is in a file, it is read or refused with its name', () => {
  const key = fc.constantFrom(
    'testCases',
    'manifests',
    'request',
    'expect',
    'url',
    'authority',
    'uri',
    'from',
    'route',
    'status',
    'shares',
    'x',
  );
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('http://a/', '/', 'a', '', 'gateway', 200, -1, 0.5, true, null),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string().map((text): unknown => text),
        value,
        fc.record({ testCases: fc.array(value) }),
      ),
      (content) => {
        const text = typeof content === 'string' ? content : stringify(content);
        try {
          const { failed, passed, results } = suite(text).run(shopMesh());
          expect(failed.length + passed.length).toBe(results.length);
        } catch (error) {
          expect((error as Error).message.split('\n')).toEqual(
            (error as Error).message.split('\n').map(() => expect.stringMatching(/^shop\.test\.yaml:\d+: /) as string),
          );
        }
      },
    ),
    { numRuns: 400 },
  );
});
