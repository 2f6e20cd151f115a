import { KindConverter } from './kind';
import { takeTarget } from './target';
import { lua, takePlacement, takeWasm, wasm } from './wasm';

/** A Wasm module in proxies. */
export const WASM_PLUGIN: KindConverter = {
  group: 'extensions.istio.io',
  kind: 'WasmPlugin',
  take: (spec) => {
    takeWasm(spec);
    takeTarget(spec);
    takePlacement(spec);
  },
};

/** Lua or Wasm in proxies. */
export const TRAFFIC_EXTENSION: KindConverter = {
  group: 'extensions.istio.io',
  kind: 'TrafficExtension',
  take: (spec) => {
    spec.add('extension', spec.has('lua') ? spec.need('lua', lua) : spec.need('wasm', wasm));
    takeTarget(spec);
    takePlacement(spec);
  },
};
