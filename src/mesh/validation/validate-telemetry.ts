import { faultOfCel } from '../admission/cel/environment';
import { MeshObject } from '../mesh-object';
import {
  AccessLogging,
  Metrics,
  MetricsOverrides,
  ProviderRef,
  TelemetrySpec,
  Tracing,
  TracingCustomTag,
} from '../wire/telemetry';
import { checkTargets } from './checks/selectors';
import { Decoded } from './decode';
import { Faults } from './validation-fault';

/** Checks a Telemetry as Istio does. */
export function validateTelemetry(spec: Decoded<TelemetrySpec>, _object: MeshObject, faults: Faults): void {
  checkTargets(spec, faults);
  const { metrics, tracing = [], accessLogging } = spec;
  faults.each('metrics', metrics, checkMetrics);
  if (tracing.length > 1) {
    faults.warning('only the first entry of tracing is used', 'tracing');
  }
  faults.each('tracing', tracing, checkTracing);
  faults.each('accessLogging', accessLogging, checkAccessLogging);
}

function checkMetrics({ providers, overrides }: Decoded<Metrics>, faults: Faults): void {
  checkProviders(providers, faults);
  faults.each('overrides', overrides, checkOverride);
}

function checkOverride({ match, tagOverrides = {} }: Decoded<MetricsOverrides>, faults: Faults): void {
  for (const [name, { operation = 'UPSERT', value = '' }] of Object.entries(tagOverrides)) {
    const place = faults.at('tagOverrides', name);
    place.warning(name === '' ? 'a tag needs a name' : undefined);
    if (operation === 'UPSERT' && value === '') {
      place.error(`the tag ${name} needs a value`, 'value');
    } else if (operation === 'REMOVE' && value !== '') {
      place.error(`the tag ${name} is removed, so that it has no value`, 'value');
    }
  }
  faults.error(match?.customMetric === '' ? 'the name of the metric is missing' : undefined, 'match', 'customMetric');
}

function checkTracing(tracing: Decoded<Tracing>, faults: Faults): void {
  const { providers = [], randomSamplingPercentage = 0, customTags = {} } = tracing;
  if (providers.length > 1) {
    faults.warning('only the first provider of tracing is used', 'providers');
  }
  checkProviders(providers, faults);
  if (randomSamplingPercentage < 0 || randomSamplingPercentage > 100) {
    faults.error(`a percentage is from 0 to 100, not ${randomSamplingPercentage}`, 'randomSamplingPercentage');
  }
  for (const [name, tag] of Object.entries(customTags)) {
    faults.error(name === '' ? 'a tag needs a name' : undefined, 'customTags', name);
    checkTag(tag, faults.at('customTags', name));
  }
}

function checkTag({ literal, header, environment }: Decoded<TracingCustomTag>, faults: Faults): void {
  if (literal !== undefined && (literal.value ?? '') === '') {
    faults.error('the value of the tag is missing', 'literal', 'value');
  }
  if (header !== undefined && (header.name ?? '') === '') {
    faults.error('the name of the header is missing', 'header', 'name');
  }
  if (environment !== undefined && (environment.name ?? '') === '') {
    faults.error('the name of the variable is missing', 'environment', 'name');
  }
}

function checkAccessLogging({ filter, providers }: Decoded<AccessLogging>, faults: Faults): void {
  if (filter !== undefined) {
    const fault = faultOfCel(filter.expression ?? '');
    faults.error(
      fault === undefined ? undefined : `the filter is no expression of CEL: ${fault}`,
      'filter',
      'expression',
    );
  }
  checkProviders(providers, faults);
}

/** Istio tells of the first that has no name. */
function checkProviders(providers: readonly Decoded<ProviderRef>[] = [], faults: Faults): void {
  const nameless = providers.findIndex(({ name = '' }) => name === '');
  if (nameless >= 0) {
    faults.error('the name of the provider is missing', 'providers', nameless, 'name');
  }
}
