import fc from 'fast-check';
import { TelemetryMode } from '../../src/telemetry/telemetry-mode';
import { Tracing } from '../../src/telemetry/tracing';
import { TracingTag } from '../../src/telemetry/tracing-tag';

test('every option is rendered', () => {
  const tracing = Tracing.sampling(0.5, {
    provider: 'collector',
    mode: TelemetryMode.CLIENT,
    customTags: { team: TracingTag.literal('web') },
    disableSpanReporting: false,
    disableContextPropagation: true,
    enableIstioTags: false,
    useRequestIdForTraceSampling: false,
    overrides: { novel: {} },
  });
  expect(tracing._render()).toEqual({
    match: { mode: 'CLIENT' },
    providers: [{ name: 'collector' }],
    randomSamplingPercentage: 0.5,
    customTags: { team: { literal: { value: 'web' } } },
    disableSpanReporting: false,
    disableContextPropagation: true,
    enableIstioTags: false,
    useRequestIdForTraceSampling: false,
    novel: {},
  });
});

test.each([
  ['of', Tracing.of({ provider: 'zipkin' }), { providers: [{ name: 'zipkin' }] }],
  ['disabled', Tracing.disabled(), { disableSpanReporting: true }],
  [
    'disabled for a side',
    Tracing.disabled({ mode: TelemetryMode.SERVER }),
    { match: { mode: 'SERVER' }, disableSpanReporting: true },
  ],
])('Tracing.%s', (_, tracing, rendered) => {
  expect(tracing._render()).toEqual(rendered);
});

test.each([
  ['literal', TracingTag.literal('a'), { literal: { value: 'a' } }],
  ['environment', TracingTag.environment('A'), { environment: { name: 'A' } }],
  [
    'environment, else',
    TracingTag.environment('A', { defaultValue: '' }),
    { environment: { name: 'A', defaultValue: '' } },
  ],
  ['header', TracingTag.header('x-a'), { header: { name: 'x-a' } }],
  ['header, else', TracingTag.header('x-a', { defaultValue: '-' }), { header: { name: 'x-a', defaultValue: '-' } }],
  ['formatter', TracingTag.formatter('%UPSTREAM_HOST%'), { formatter: { value: '%UPSTREAM_HOST%' } }],
])('a tag by %s', (_, tag, rendered) => {
  expect(tag._render()).toEqual(rendered);
});

test('what was passed in and what was rendered can change afterwards', () => {
  const customTags: { [name: string]: TracingTag } = { a: TracingTag.literal('a') };
  const tracing = Tracing.of({ customTags });
  customTags.b = TracingTag.literal('b');
  delete tracing._render().customTags!.a;
  expect(tracing._render()).toEqual({ customTags: { a: { literal: { value: 'a' } } } });
});

test('every percentage that Envoy can count is taken as it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (parts) => {
      expect(Tracing.sampling(parts / 100)._render()).toEqual({ randomSamplingPercentage: parts / 100 });
    }),
  );
});

test.each([-1, 100.5, 0.001, NaN, Infinity, '10' as unknown as number])('a sampling of %s is refused', (percentage) => {
  const action = () => Tracing.sampling(percentage);
  expect(action).toThrow('the sampling of a tracing must be a percentage, 0 or at least 0.01\n  received: ');
  expect(action).toThrow('\n  fix: give a number from 0 to 100');
});

test.each([
  ['a provider', () => Tracing.of({ provider: '' }), 'the provider of a tracing must name extension providers'],
  [
    'a tag',
    () => Tracing.of({ customTags: { '': TracingTag.literal('a') } }),
    'a tag of a tracing must have a name\n  received: [""]',
  ],
  ['a literal', () => TracingTag.literal(''), 'the value of a literal tag must not be empty'],
  ['a variable', () => TracingTag.environment(''), 'the environment variable of a tag must not be empty'],
  ['a header', () => TracingTag.header(''), 'the header of a tag must not be empty'],
  ['a format', () => TracingTag.formatter(''), 'the format of a tag must not be empty'],
])('%s without a text is refused', (_, action, message) => {
  expect(action).toThrow(message);
  expect(action).toThrow('\n  fix: ');
});
