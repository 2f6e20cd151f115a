import { AccessLog } from '../../src/telemetry/access-log';
import { TelemetryMode } from '../../src/telemetry/telemetry-mode';

test.each([
  ['of', AccessLog.of('loki'), { providers: [{ name: 'loki' }] }],
  ['ofProviders', AccessLog.ofProviders(['a', 'b']), { providers: [{ name: 'a' }, { name: 'b' }] }],
  ['envoyFile', AccessLog.envoyFile(), { providers: [{ name: 'envoy' }] }],
  ['otel', AccessLog.otel('collector'), { providers: [{ name: 'collector' }] }],
  ['inherited', AccessLog.inherited(), {}],
  ['disabled', AccessLog.disabled(), { disabled: true }],
  [
    'disabled providers',
    AccessLog.disabled({ providers: ['envoy'] }),
    { disabled: true, providers: [{ name: 'envoy' }] },
  ],
  ['no providers', AccessLog.disabled({ providers: [] }), { disabled: true, providers: [] }],
])('AccessLog: %s', (_, log, rendered) => {
  expect(log._render()).toEqual(rendered);
});

test('a filter, a side, and switched on again', () => {
  const options = { filter: 'response.code >= 400', mode: TelemetryMode.SERVER, disabled: false };
  expect(AccessLog.of('envoy', options)._render()).toEqual({
    match: { mode: 'SERVER' },
    providers: [{ name: 'envoy' }],
    disabled: false,
    filter: { expression: 'response.code >= 400' },
  });
});

test('what was passed in and what was rendered can change afterwards', () => {
  const providers = ['a'];
  const overrides = { novel: [1] };
  const log = AccessLog.ofProviders(providers, { overrides });
  const before = JSON.stringify(log._render());
  providers.push('b');
  overrides.novel.push(2);
  log._render().providers?.pop();
  expect(JSON.stringify(log._render())).toBe(before);
});

test.each([
  'response.code >= 400 && !(request.url_path.startsWith("/health"))',
  "has(request.useragent) ? request.useragent == 'it\\'s' : false",
  'request.headers["x-a"] in ["a", "b"] // and = or',
  '"a" + \'"\' + """x " y""" + r"\\" == b',
  'a != b || c <= d',
])('the filter %s is taken', (filter) => {
  expect(AccessLog.envoyFile({ filter })._render().filter).toEqual({ expression: filter });
});

test.each([
  ['', 'must be a CEL expression\n  received: ""'],
  ['  ', 'must be a CEL expression\n  received: "  "'],
  ['response.code = 400', 'must be a CEL expression: it knows no single ='],
  ['a == "b', 'must be a CEL expression: a text in it does not end'],
  ['a & b', 'must be a CEL expression: it joins conditions with && and ||'],
  ['a | b', 'must be a CEL expression: it joins conditions with && and ||'],
  ['a > 1 and b', 'must be a CEL expression: it joins conditions with && and ||'],
  ['a > 1 OR b', 'must be a CEL expression: it joins conditions with && and ||'],
  ['(a', 'must be a CEL expression: its brackets do not match'],
  ['a)', 'must be a CEL expression: its brackets do not match'],
  ['[a)', 'must be a CEL expression: its brackets do not match'],
])('the filter %s is refused', (filter, message) => {
  const action = () => AccessLog.envoyFile({ filter });
  expect(action).toThrow(`the filter of an access log ${message}`);
  expect(action).toThrow('\n  fix: ');
});

test.each([
  ['no provider', () => AccessLog.ofProviders([]), 'must name a provider\n  received: []'],
  ['an empty name', () => AccessLog.of(''), 'must name extension providers\n  received: ""'],
  ['a name twice', () => AccessLog.ofProviders(['a', 'a']), 'must name each provider once\n  received: "a"'],
  ['a name twice', () => AccessLog.disabled({ providers: ['a', 'a'] }), 'must name each provider once'],
])('%s is refused', (_, action, message) => {
  expect(action).toThrow(`the providers of an access log ${message}`);
  expect(action).toThrow('\n  fix: ');
});
