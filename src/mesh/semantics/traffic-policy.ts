import { TrafficPolicy, TrafficPolicyPortTrafficPolicy } from '../wire/networking';

const FIELDS = ['connectionPool', 'outlierDetection', 'loadBalancer', 'tls'] as const;
const WHOLE_FIELDS = ['tunnel', 'proxyProtocol', 'retryBudget'] as const;

/**
 * The traffic policy in force for a port of a subset. A subset's fields replace the host's one by one. Settings of a port replace all that is
 * said of the host: a field that they leave out is at its default.
 */
export function effectivePolicy(
  host: TrafficPolicy | undefined,
  subset: TrafficPolicy | undefined,
  port: number,
): TrafficPolicy {
  return [host, subset].reduce<TrafficPolicy>((policy, each) => {
    if (each === undefined) {
      return policy;
    }
    const merged = overlaid(policy, each);
    const ofPort = each.portLevelSettings?.find((settings) => settings.port?.number === port);
    return ofPort === undefined ? merged : replaced(merged, ofPort);
  }, {});
}

function overlaid(policy: TrafficPolicy, over: TrafficPolicy): TrafficPolicy {
  const fields = [...FIELDS, ...WHOLE_FIELDS].filter((field) => over[field] !== undefined);
  return { ...policy, ...Object.fromEntries(fields.map((field) => [field, over[field]])) };
}

function replaced(policy: TrafficPolicy, settings: TrafficPolicyPortTrafficPolicy): TrafficPolicy {
  const kept = WHOLE_FIELDS.filter((field) => policy[field] !== undefined).map((field) => [field, policy[field]]);
  const set = FIELDS.filter((field) => settings[field] !== undefined).map((field) => [field, settings[field]]);
  return Object.fromEntries([...kept, ...set]) as TrafficPolicy;
}
