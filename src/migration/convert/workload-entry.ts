import { takeEndpoint } from './endpoint';
import { KindConverter } from './kind';

/** A workload outside the cluster. */
export const WORKLOAD_ENTRY: KindConverter = {
  group: 'networking.istio.io',
  kind: 'WorkloadEntry',
  take: takeEndpoint,
};
