import { backend } from './backends';
import { KindConverter } from './kind';
import { trafficPolicy } from './traffic-policy';
import { exportTo, list, structWithOverrides, text, textMap, workloadLabels } from './values';

const subset = structWithOverrides((each) => {
  each.add('name', each.need('name', text));
  each.take('labels', textMap).take('trafficPolicy', trafficPolicy);
});

/** Subsets of a host, and what is done with traffic to it. */
export const DESTINATION_RULE: KindConverter = {
  group: 'networking.istio.io',
  kind: 'DestinationRule',
  take: (spec) => {
    spec.add('backend', spec.need('host', backend));
    spec
      .take('trafficPolicy', trafficPolicy)
      .take('subsets', list(subset))
      .take('exportTo', exportTo)
      .take('workloadSelector', workloadLabels('matchLabels'));
  },
};
