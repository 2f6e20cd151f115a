import { factory } from '../code/expression';
import { envoyMatch } from './envoy-match';
import { Inexpressible } from './inexpressible';
import { KindConverter } from './kind';
import { Converter, Properties } from './properties';
import { takeTarget } from './target';
import { enumOf, jsonMap, list, number, structWithOverrides, textOf } from './values';

const OPERATIONS: { readonly [operation: string]: string } = {
  MERGE: 'merge',
  MERGE_AND_REPLACE_LIST: 'mergeAndReplaceList',
  ADD: 'add',
  REMOVE: 'remove',
  INSERT_BEFORE: 'insertBefore',
  INSERT_AFTER: 'insertAfter',
  INSERT_FIRST: 'insertFirst',
  REPLACE: 'replace',
};

/** What is done with it. */
const patch: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const operation = textOf(properties.peek('operation'));
  if (!Object.hasOwn(OPERATIONS, operation)) {
    throw new Inexpressible();
  }
  properties.drop('operation');
  const args = operation === 'REMOVE' ? [] : [properties.need('value', jsonMap)];
  if (operation === 'ADD') {
    properties.take('filterClass', enumOf('EnvoyFilterClass'));
  }
  return { code: factory('EnvoyPatch', OPERATIONS[operation], ...args, properties.taken), rest: properties.rest };
};

const configPatch = structWithOverrides((each) => {
  each.add('applyTo', each.need('applyTo', enumOf('EnvoyApplyTo')));
  each.take('match', envoyMatch);
  each.add('patch', each.need('patch', patch));
});

/** Patches to Envoy's configuration. */
export const ENVOY_FILTER: KindConverter = {
  group: 'networking.istio.io',
  kind: 'EnvoyFilter',
  take: (spec) => {
    takeTarget(spec, { selector: 'workloadSelector', labels: 'labels' });
    spec.take('configPatches', list(configPatch)).take('priority', number);
  },
};
