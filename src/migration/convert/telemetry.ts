import { isJsonObject } from '../../mesh/wire/json';
import { Expression, factory, istio, json, member } from '../code/expression';
import { Inexpressible } from './inexpressible';
import { KindConverter } from './kind';
import { Converter, Properties } from './properties';
import { takeTarget } from './target';
import { duration, enumOf, flag, list, mapOf, number, text, textOf, whole } from './values';

/** Takes the mode out of the match around it. */
function takeMode(properties: Properties): void {
  properties.take(
    'match',
    (value, at) => {
      const match = new Properties(value, at);
      const code = match.need('mode', enumOf('TelemetryMode'));
      return { code, rest: match.rest };
    },
    'mode',
  );
}

/** The names of providers; undefined where there is no list. */
function providersOf(properties: Properties): readonly Expression[] | undefined {
  if (!properties.has('providers')) {
    return undefined;
  }
  const named = list((value, at) => {
    const provider = new Properties(value, at);
    const code = provider.need('name', text);
    provider.strictly();
    return whole(code);
  });
  const code = properties.need('providers', named);
  return code.type === 'array' ? code.items : [];
}

const TAGS: { readonly [source: string]: readonly [field: string, method: string] } = {
  literal: ['value', 'literal'],
  environment: ['name', 'environment'],
  header: ['name', 'header'],
  formatter: ['value', 'formatter'],
};

const tracingTag: Converter = (value, at) => {
  const [kind, ...others] = Object.keys(isJsonObject(value) ? value : {});
  if (others.length > 0 || !Object.hasOwn(TAGS, kind ?? '')) {
    throw new Inexpressible();
  }
  const [field, method] = TAGS[kind];
  const tag = new Properties((value as { readonly [kind: string]: unknown })[kind], at.of(kind));
  const argument = tag.need(field, text);
  return whole(factory('TracingTag', method, argument, tag.take('defaultValue', text).strictly()));
};

const tracing: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const [provider, ...others] = providersOf(properties) ?? [];
  if (others.length > 0 || (properties.has('providers') && provider === undefined)) {
    throw new Inexpressible();
  }
  const percentage = properties.convert('randomSamplingPercentage', number);
  const isOff = percentage === undefined && properties.peek('disableSpanReporting') === true;
  if (isOff) {
    properties.drop('disableSpanReporting');
  }
  if (provider !== undefined) {
    properties.add('provider', provider);
  }
  takeMode(properties);
  properties
    .take('customTags', mapOf(tracingTag))
    .take('disableSpanReporting', isOff ? gone : flag)
    .take('disableContextPropagation', flag)
    .take('enableIstioTags', flag)
    .take('useRequestIdForTraceSampling', flag);
  const options = properties.withOverrides();
  if (percentage !== undefined) {
    return whole(factory('Tracing', 'sampling', percentage, options));
  }
  return whole(isOff ? factory('Tracing', 'disabled', options) : factory('Tracing', 'of', options));
};

/** What the name of a factory says already. */
const gone: Converter = () => {
  throw new Inexpressible();
};

const metricTag: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const operation = properties.peek('operation');
  properties.drop('operation');
  if (operation === 'REMOVE') {
    properties.strictly();
    return whole(factory('MetricTag', 'remove'));
  }
  if (operation !== 'UPSERT') {
    throw new Inexpressible();
  }
  const code = factory('MetricTag', 'upsert', properties.need('value', text));
  properties.strictly();
  return whole(code);
};

const metricOverride: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const match = new Properties(properties.peek('match'), at.of('match'));
  properties.drop('match');
  const metric = match.has('customMetric')
    ? factory('Metric', 'custom', match.need('customMetric', text))
    : match.need('metric', (name) => whole(member(istio('Metric'), textOf(name))));
  match.take('mode', enumOf('TelemetryMode')).strictly();
  match.taken.entries.forEach(([name, code]) => properties.add(name, code));
  const disabled = properties.peek('disabled');
  if (properties.has('tagOverrides')) {
    const tags = properties.need('tagOverrides', mapOf(metricTag));
    properties.take('disabled', flag);
    return whole(factory('MetricOverride', 'tags', metric, tags, properties.withOverrides()));
  }
  if (typeof disabled !== 'boolean') {
    throw new Inexpressible();
  }
  properties.drop('disabled');
  return whole(factory('MetricOverride', disabled ? 'disable' : 'enable', metric, properties.withOverrides()));
};

const metrics: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const providers = providersOf(properties);
  properties.take('reportingInterval', duration).take('overrides', list(metricOverride), 'metricOverrides');
  return whole(byProviders('Metrics', providers, { prometheus: 'prometheus' }, properties));
};

const filter: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const code = properties.need('expression', text);
  return { code, rest: properties.rest };
};

const accessLog: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const isOff = properties.peek('disabled') === true && !properties.has('filter');
  const providers = providersOf(properties);
  takeMode(properties);
  if (isOff) {
    properties.drop('disabled');
    if (providers !== undefined) {
      properties.add('providers', { type: 'array', items: providers });
    }
    return whole(factory('AccessLog', 'disabled', properties.withOverrides()));
  }
  properties.take('disabled', flag);
  if (providers !== undefined) {
    properties.take('filter', filter);
  }
  return whole(byProviders('AccessLog', providers, { envoy: 'envoyFile' }, properties));
};

/** The factory for the providers that are named. */
function byProviders(
  className: string,
  providers: readonly Expression[] | undefined,
  known: { readonly [provider: string]: string },
  properties: Properties,
): Expression {
  const options = properties.withOverrides();
  if (providers === undefined) {
    return factory(className, 'inherited', options);
  }
  const [only, ...others] = providers;
  if (only === undefined || others.length > 0) {
    return factory(className, 'ofProviders', { type: 'array', items: providers }, options);
  }
  const name = only.type === 'literal' ? String(only.value) : '';
  return Object.hasOwn(known, name)
    ? factory(className, known[name], options)
    : factory(className, 'of', json(name), options);
}

/** What proxies report. */
export const TELEMETRY: KindConverter = {
  group: 'telemetry.istio.io',
  kind: 'Telemetry',
  take: (spec) => {
    takeTarget(spec);
    spec.take('tracing', list(tracing)).take('metrics', list(metrics)).take('accessLogging', list(accessLog));
  },
};
