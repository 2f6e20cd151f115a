import { at, isJsonObject, listAt, textAt } from './wire/json';

/** What a mesh does with traffic from its pods to hosts that it does not know. */
export type OutboundTrafficPolicyMode = 'ALLOW_ANY' | 'REGISTRY_ONLY';

/** The settings of a whole mesh that routing and checks depend on, with Istio's defaults. */
export interface MeshConfig {
  /** Where settings for the whole mesh lie. */
  readonly rootNamespace: string;
  /** The DNS domain of the cluster's services. */
  readonly domain: string;
  readonly trustDomain: string;
  readonly outboundTrafficPolicy: OutboundTrafficPolicyMode;
  /** Whether sidecars speak mutual TLS to each other without being told to. */
  readonly enableAutoMtls: boolean;
  /** Whether sidecars speak HTTP/2 to ports that are declared as HTTP/1.1. */
  readonly upgradesToHttp2: boolean;
  /** Who sees a Service, a VirtualService or a DestinationRule that does not say. */
  readonly defaultServiceExportTo: readonly string[];
  readonly defaultVirtualServiceExportTo: readonly string[];
  readonly defaultDestinationRuleExportTo: readonly string[];
  /** Whether proxies give hosts of ServiceEntries an address themselves, by DNS capture. */
  readonly allocatesAddresses: boolean;
  /** Whether proxies write access logs somewhere unless a Telemetry says otherwise. */
  readonly hasDefaultAccessLogging: boolean;
  /** Names of the extension providers that are defined. */
  readonly extensionProviders: readonly string[];
  /** Hosts of the services that they are, which proxies call themselves. */
  readonly providerHosts: readonly string[];
  /** Names of those for Lightstep, which Istio gives up. */
  readonly lightstepProviders: readonly string[];
}

export const DEFAULT_MESH_CONFIG: MeshConfig = Object.freeze({
  rootNamespace: 'istio-system',
  domain: 'cluster.local',
  trustDomain: 'cluster.local',
  outboundTrafficPolicy: 'ALLOW_ANY',
  enableAutoMtls: true,
  upgradesToHttp2: false,
  defaultServiceExportTo: ['*'],
  defaultVirtualServiceExportTo: ['*'],
  defaultDestinationRuleExportTo: ['*'],
  allocatesAddresses: false,
  hasDefaultAccessLogging: false,
  extensionProviders: [],
  providerHosts: [],
  lightstepProviders: [],
});

/** The settings that the text of a MeshConfig gives, the defaults for the rest. */
export function readMeshConfig(config: unknown): MeshConfig {
  const texts = (field: string, fallback: readonly string[]): readonly string[] => {
    const value = at(config, field);
    return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : fallback;
  };
  const providers = listAt(config, 'extensionProviders');
  const namesOf = (all: readonly unknown[]): string[] => all.flatMap((each) => textAt(each, 'name') ?? []);
  const defaults = DEFAULT_MESH_CONFIG;
  return {
    rootNamespace: textAt(config, 'rootNamespace') ?? defaults.rootNamespace,
    domain: defaults.domain,
    trustDomain: textAt(config, 'trustDomain') ?? defaults.trustDomain,
    outboundTrafficPolicy:
      at(config, 'outboundTrafficPolicy', 'mode') === 'REGISTRY_ONLY' ? 'REGISTRY_ONLY' : 'ALLOW_ANY',
    enableAutoMtls: at(config, 'enableAutoMtls') !== false,
    upgradesToHttp2: at(config, 'h2UpgradePolicy') === 'UPGRADE',
    defaultServiceExportTo: texts('defaultServiceExportTo', defaults.defaultServiceExportTo),
    defaultVirtualServiceExportTo: texts('defaultVirtualServiceExportTo', defaults.defaultVirtualServiceExportTo),
    defaultDestinationRuleExportTo: texts('defaultDestinationRuleExportTo', defaults.defaultDestinationRuleExportTo),
    allocatesAddresses: allocatesAddresses(at(config, 'defaultConfig', 'proxyMetadata')),
    hasDefaultAccessLogging: listAt(config, 'defaultProviders', 'accessLogging').length > 0,
    extensionProviders: namesOf(providers),
    providerHosts: providers.flatMap(hostsOfProvider),
    lightstepProviders: namesOf(providers.filter((each) => isJsonObject(at(each, 'lightstep')))),
  };
}

/** Of each kind of provider the service is `host`, or `namespace/host`. */
function hostsOfProvider(provider: unknown): string[] {
  return Object.values(isJsonObject(provider) ? provider : {}).flatMap(
    (settings) => textAt(settings, 'service')?.split('/').at(-1) ?? [],
  );
}

function allocatesAddresses(metadata: unknown): boolean {
  const isOn = (name: string): boolean => textAt(metadata, name) === 'true';
  return (
    isOn('ISTIO_META_DNS_CAPTURE') && (isOn('ISTIO_META_DNS_AUTO_ALLOCATE') || isOn('PILOT_ENABLE_IP_AUTOALLOCATE'))
  );
}
