import { isJsonObject, JsonObject, textAt } from '../../wire/json';
import { Faults } from '../validation-fault';

/** What Envoy makes of an extension: by its configuration, not by its name alone. */
const EXTENSIONS: ReadonlySet<string> = new Set([
  'HTTP_FILTER',
  'NETWORK_FILTER',
  'LISTENER_FILTER',
  'EXTENSION_CONFIG',
]);

/** Checks the value of a patch. */
export function checkPatchValue(applyTo: string, value: JsonObject | undefined, faults: Faults): void {
  if (value === undefined || !isJsonObject(value)) {
    return;
  }
  if (
    EXTENSIONS.has(applyTo) &&
    !['typed_config', 'typedConfig', 'config_discovery', 'configDiscovery'].some((field) => Object.hasOwn(value, field))
  ) {
    faults.warning(
      `${textAt(value, 'name') ?? 'the extension'} is found by its name, which is deprecated: give typed_config`,
    );
  }
}
