import { isJsonObject, JsonObject, textAt } from '../../wire/json';
import { EnvoyMessage, envoyMessage } from '../envoy/descriptors';
import { readMessage } from '../envoy/read-message';
import { Faults } from '../validation-fault';

/** What a patch is part of. */
const ROOTS: { readonly [applyTo: string]: string } = {
  CLUSTER: 'envoy.config.cluster.v3.Cluster',
  LISTENER: 'envoy.config.listener.v3.Listener',
  ROUTE_CONFIGURATION: 'envoy.config.route.v3.RouteConfiguration',
  FILTER_CHAIN: 'envoy.config.listener.v3.FilterChain',
  HTTP_FILTER: 'envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter',
  NETWORK_FILTER: 'envoy.config.listener.v3.Filter',
  VIRTUAL_HOST: 'envoy.config.route.v3.VirtualHost',
  HTTP_ROUTE: 'envoy.config.route.v3.Route',
  EXTENSION_CONFIG: 'envoy.config.core.v3.TypedExtensionConfig',
  BOOTSTRAP: 'envoy.config.bootstrap.v3.Bootstrap',
  LISTENER_FILTER: 'envoy.config.listener.v3.ListenerFilter',
};

/** Checks the value of a patch, which is a message of Envoy. What Istio's version of it does not know is a warning only. */
export function checkPatchValue(applyTo: string, value: JsonObject | undefined, faults: Faults): void {
  const root = Object.hasOwn(ROOTS, applyTo) ? envoyMessage(ROOTS[applyTo]) : undefined;
  if (root === undefined || value === undefined) {
    return;
  }
  const { error, unknown } = readMessage(root, value);
  if (error !== undefined) {
    faults.error(error.message, ...error.path);
  } else if (unknown !== undefined) {
    faults.warning(unknown.message, ...unknown.path);
  } else {
    const nameless = extensionsByName(root, value);
    if (nameless.length > 0) {
      faults.warning(`${nameless.join(', ')}: extensions are found by typed_config; by their name alone is deprecated`);
    }
  }
}

/** The names of extensions without a configuration, lists aside. */
function extensionsByName({ fields }: EnvoyMessage, value: JsonObject): string[] {
  const isSet = (jsonName: string): boolean =>
    fields.some((field) => field.jsonName === jsonName && (value[jsonName] ?? value[field.name] ?? null) !== null);
  const below = fields.flatMap(({ name, jsonName, shape, type }) => {
    const each = value[jsonName] ?? value[name];
    return shape === 'single' && type.kind === 'message' && isJsonObject(each)
      ? extensionsByName(type.message(), each)
      : [];
  });
  const isExtension = fields.some(({ jsonName }) => jsonName === 'typedConfig');
  const isNameless = isExtension && !isSet('typedConfig') && !isSet('configDiscovery');
  return isNameless ? [...below, textAt(value, 'name') ?? 'an extension'] : below;
}
