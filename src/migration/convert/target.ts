import { isJsonObject } from '../../mesh/wire/json';
import { Expression, factory, json, object } from '../code/expression';
import { Inexpressible } from './inexpressible';
import { Converter, Properties, Site } from './properties';
import { itemsOf, textMap, textOf, whole } from './values';

/** Where a kind has the labels of the pods that it is for. */
interface SelectorField {
  readonly selector: string;
  readonly labels: string;
}

const USUAL: SelectorField = { selector: 'selector', labels: 'matchLabels' };

/** Takes what a policy is for: labels of pods, or references to objects. */
export function takeTarget(spec: Properties, { selector, labels }: SelectorField = USUAL): void {
  const [field, ...others] = [selector, 'targetRefs', 'targetRef'].filter((name) => spec.has(name));
  if (others.length > 0) {
    return;
  }
  switch (field) {
    case selector:
      spec.take(selector, workloads(labels), 'target');
      break;
    case 'targetRefs':
      spec.take('targetRefs', references, 'target');
      break;
    case 'targetRef':
      spec.take('targetRef', olderReference, 'target');
      break;
  }
}

function workloads(labels: string): Converter {
  return (value, at) => {
    const properties = new Properties(value, at);
    const code = factory('PolicyTarget', 'workloads', properties.need(labels, textMap));
    return { code, rest: properties.rest };
  };
}

const references: Converter = (value, at) => {
  const targets = itemsOf(value, reference, at);
  return whole(targets.length === 1 ? targets[0] : factory('PolicyTarget', 'several', ...targets));
};

const olderReference: Converter = (value, at) => whole(factory('PolicyTarget', 'targetRef', referenceCode(value, at)));

const reference: Converter = (value, at) => whole(referenceCode(value, at));

const METHODS: { readonly [groupAndKind: string]: string } = {
  '/Service': 'service',
  'networking.istio.io/ServiceEntry': 'serviceEntry',
  'gateway.networking.k8s.io/Gateway': 'gateway',
  'gateway.networking.k8s.io/GatewayClass': 'gatewayClass',
};

function referenceCode(value: unknown, { conversion }: Site): Expression {
  const { group, kind, name, namespace, ...others } = isJsonObject(value) ? value : {};
  const key = `${textOf(group)}/${textOf(kind)}`;
  if (Object.keys(others).length > 0 || !Object.hasOwn(METHODS, key)) {
    throw new Inexpressible();
  }
  if (kind === 'Service' && namespace === undefined) {
    const service = conversion.handles?.service(textOf(name), conversion.namespace);
    if (service !== undefined) {
      return factory('PolicyTarget', 'apiObject', service);
    }
  }
  const options = namespace === undefined ? [] : [object([['namespace', json(textOf(namespace))]])];
  return factory('PolicyTarget', METHODS[key], json(textOf(name)), ...options);
}
