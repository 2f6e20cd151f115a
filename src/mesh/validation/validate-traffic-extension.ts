import { MeshObject } from '../mesh-object';
import { LuaConfig, TrafficExtensionSpec } from '../wire/extensions';
import { checkTargets } from './checks/selectors';
import { byteLength } from './checks/text';
import { checkTrafficSelectors } from './checks/traffic-selectors';
import { checkWasm } from './checks/wasm';
import { Decoded } from './decode';
import { Faults } from './validation-fault';

const LONGEST_CODE = 65536;

/** Checks a TrafficExtension as Istio does. */
export function validateTrafficExtension(
  spec: Decoded<TrafficExtensionSpec>,
  _object: MeshObject,
  faults: Faults,
): void {
  const { wasm, lua } = spec;
  if ((wasm === undefined) === (lua === undefined)) {
    faults.error('an extension is one of wasm and lua');
  }
  checkTargets(spec, faults);
  if (lua !== undefined) {
    faults.error(faultOfLua(lua), 'lua', 'inlineCode');
  }
  faults.field('wasm', wasm, checkWasm);
  checkTrafficSelectors(spec.match ?? [], faults.at('match'));
}

function faultOfLua({ inlineCode = '' }: Decoded<LuaConfig>): string | undefined {
  if (inlineCode === '') {
    return 'the code is missing';
  }
  return byteLength(inlineCode) > LONGEST_CODE ? 'the code has more than 64 KiB' : undefined;
}
