import { factory } from '../code/expression';
import { portNumber } from './backends';
import { Inexpressible } from './inexpressible';
import { Converter, Properties } from './properties';
import { enumOf, jsonMap, list, number, text, whole } from './values';

const variable: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const name = properties.need('name', text);
  const source = properties.peek('valueFrom');
  if (source === 'HOST') {
    properties.drop('valueFrom').strictly();
    return whole(factory('WasmEnv', 'host', name));
  }
  if (source !== 'INLINE') {
    throw new Inexpressible();
  }
  const code = factory('WasmEnv', 'inline', name, properties.need('value', text));
  properties.drop('valueFrom').strictly();
  return whole(code);
};

/** Variables, which have an object of their own. */
const vmConfig: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const code = properties.need('env', list(variable));
  return { code, rest: properties.rest };
};

/** Takes where a Wasm module is and how it is run. */
export function takeWasm(properties: Properties): void {
  properties.add('url', properties.need('url', text));
  properties
    .take('sha256', text)
    .take('imagePullPolicy', enumOf('WasmPullPolicy'))
    .take('imagePullSecret', text)
    .take('pluginConfig', jsonMap)
    .take('pluginName', text)
    .take('failStrategy', enumOf('WasmFailStrategy'))
    .take('type', enumOf('WasmPluginType'))
    .take('vmConfig', vmConfig, 'env')
    .take('verificationKey', text);
}

const selector: Converter = (value, at) =>
  whole(new Properties(value, at).take('mode', enumOf('TrafficMode')).take('ports', list(portNumber)).strictly());

/** WasmPlugins call the phase that says nothing by another name. */
const phase: Converter = (value, at) =>
  enumOf('ExtensionPhase')(value === 'UNSPECIFIED_PHASE' ? 'UNSPECIFIED' : value, at);

/** Takes where an extension stands, and for which traffic. */
export function takePlacement(properties: Properties): void {
  properties.take('phase', phase).take('priority', number).take('match', list(selector));
}

/** What a TrafficExtension runs. */
export const lua: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const code = factory('Extension', 'lua', properties.need('inlineCode', text));
  return { code, rest: properties.rest };
};

/** A Wasm module as a TrafficExtension has it. */
export const wasm: Converter = (value, at) => {
  const properties = new Properties(value, at);
  takeWasm(properties);
  if (properties.taken.entries.length === 0) {
    throw new Inexpressible();
  }
  return { code: factory('Extension', 'wasm', properties.taken), rest: properties.rest };
};
