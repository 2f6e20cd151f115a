import * as networking from '../../../imports/networking';
import { RenderContext } from '../../kernel/istio-resource';
import { checkLabelName } from '../../kernel/kube-name';
import { checkPort } from '../../kernel/port';
import { IGateway } from '../gateway';
import { L4Match } from '../l4-match';
import { Field } from './field';
import { checkLabels } from './labels';
import { gatewayName } from './reference-name';
import { checkSubnet } from './subnet';

/** The conditions that TCP and TLS routes share, checked and copied. */
export interface CheckedL4Match {
  readonly conditions: networking.L4MatchAttributes;
  readonly gateways?: readonly IGateway[];
}

/** Checks and copies conditions; throws where Istio would refuse one. */
export function checkL4Match(match: L4Match, field: Field): CheckedL4Match {
  const { destinationSubnets, port, sourceLabels, sourceNamespace, gateways } = match;
  const subnets = field.of('destinationSubnets');
  return {
    conditions: {
      destinationSubnets: destinationSubnets?.map((subnet, index) => checkSubnet(subnet, subnets.entry(index))),
      port: port === undefined ? undefined : checkPort(port, 'the port of a match'),
      sourceLabels: sourceLabels === undefined ? undefined : checkLabels(sourceLabels, field.of('sourceLabels')),
      sourceNamespace:
        sourceNamespace === undefined ? undefined : checkLabelName(sourceNamespace, 'the sourceNamespace of a match'),
    },
    gateways: gateways && [...gateways],
  };
}

/** The conditions as they are rendered. */
export function renderL4Match(
  { conditions, gateways }: CheckedL4Match,
  context: RenderContext,
): Omit<networking.L4MatchAttributes, 'sourceSubnet'> {
  const { destinationSubnets, sourceLabels, ...others } = conditions;
  return {
    ...others,
    destinationSubnets: destinationSubnets && [...destinationSubnets],
    sourceLabels: sourceLabels && { ...sourceLabels },
    gateways: gateways?.map((gateway) => gatewayName(gateway, context)),
  };
}
