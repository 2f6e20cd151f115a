import { VmConfig, WasmConfig } from '../../wire/extensions';
import { Decoded } from '../decode';
import { Faults } from '../validation-fault';
import { byteLength } from './text';
import { readRequestUrl, schemeOfUrl } from './urls';

const SCHEMES: ReadonlySet<string> = new Set(['', 'file', 'http', 'https', 'oci']);
const LONGEST_SECRET = 253;
const LONGEST_NAME = 256;

/** Checks where a module comes from, and what it runs with. */
export function checkWasm(wasm: Decoded<WasmConfig>, faults: Faults): void {
  const { url = '', sha256 = '', imagePullSecret = '', pluginName = '' } = wasm;
  faults.error(faultOfUrl(url), 'url');
  if (sha256 !== '' && !/^[a-f0-9]{64}$/.test(sha256)) {
    faults.error('a checksum is 64 digits of hexadecimal in lower case', 'sha256');
  }
  if (byteLength(imagePullSecret) > LONGEST_SECRET) {
    faults.error(`a name of a Secret has at most ${LONGEST_SECRET} characters`, 'imagePullSecret');
  }
  if (byteLength(pluginName) > LONGEST_NAME) {
    faults.error(`a name of a plugin has at most ${LONGEST_NAME} characters`, 'pluginName');
  }
  checkVariables(wasm.vmConfig ?? {}, faults.at('vmConfig', 'env'));
}

/** What is wrong with the URL of a module. Without a scheme it is one of a registry. */
function faultOfUrl(url: string): string | undefined {
  if (url === '') {
    return 'the URL of the module is missing';
  }
  const strict = readRequestUrl(url) === undefined ? `http://${url}` : url;
  const scheme = readRequestUrl(strict) === undefined ? undefined : schemeOfUrl(strict);
  if (scheme === undefined) {
    return `"${url}" is no URL`;
  }
  return SCHEMES.has(scheme) ? undefined : `modules don't come by ${scheme}, but by oci, https, http or file`;
}

/** Checks variables of the environment. Istio tells of the first fault only. */
function checkVariables({ env = [] }: Decoded<VmConfig>, faults: Faults): void {
  const names = new Set<string>();
  for (const [index, { name = '', value = '', valueFrom = 'INLINE' }] of env.entries()) {
    const fault =
      name === ''
        ? 'the name of the variable is missing'
        : byteLength(name) > LONGEST_NAME
          ? `a name of a variable has at most ${LONGEST_NAME} characters`
          : names.has(name)
            ? `there is another variable ${name}`
            : valueFrom !== 'INLINE' && value !== ''
              ? `${name} comes from the host, so that it has no value`
              : undefined;
    if (fault !== undefined) {
      faults.error(fault, index);
      return;
    }
    names.add(name);
  }
}
