import { MeshObject } from '../mesh-object';
import { WasmPluginSpec } from '../wire/extensions';
import { checkTargets } from './checks/selectors';
import { checkTrafficSelectors } from './checks/traffic-selectors';
import { checkWasm } from './checks/wasm';
import { Decoded } from './decode';
import { Faults } from './validation-fault';

/** Checks a WasmPlugin as Istio does. */
export function validateWasmPlugin(spec: Decoded<WasmPluginSpec>, _object: MeshObject, faults: Faults): void {
  checkTargets(spec, faults);
  checkWasm(spec, faults);
  checkTrafficSelectors(spec.match ?? [], faults.at('match'));
}
