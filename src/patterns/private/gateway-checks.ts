import { Construct } from 'constructs';
import { locate, misuse } from '../../kernel/errors';
import { checkLabels } from '../../networking/private/labels';
import { Field } from '../../networking/private/field';
import { DisruptionBudget } from '../disruption-budget';
import { GatewayDeploymentProps } from '../gateway-deployment-props';
import { GatewayScale } from '../gateway-scale';
import { DATA_PLANE_LABELS } from './data-plane-labels';

type Labels = { [label: string]: string };

/** The labels that a `Gateway` selects the pods by; throws unless there are some, and pods can have them. */
export function checkSelector(at: Construct, selector: Labels): Labels {
  if (Object.keys(selector).length === 0) {
    throw misuse({
      at,
      rule: 'the selector of a gateway must not be empty: a Gateway without labels reaches the pods of all gateways',
      received: selector,
      fix: "give a label of this gateway alone, such as { istio: 'public' }, or leave `selector` out",
    });
  }
  return locate(at, () => checkLabels(selector, new Field('selector')));
}

/** Throws where labels or annotations would take the place of those that make pods a gateway. */
export function checkPodMetadata(at: Construct, own: Labels, annotations: Labels, props: GatewayDeploymentProps): void {
  const { injection, revision, podInjection } = DATA_PLANE_LABELS;
  const taken = { ...own, [injection]: '', [revision]: '', [podInjection]: '' };
  const label = Object.keys(props.labels ?? {}).find((key) => key in taken);
  if (label !== undefined) {
    throw misuse({
      at,
      rule: `the label ${label} is the gateway's own, by which its pods are found and injected`,
      received: { [label]: props.labels?.[label] },
      fix: 'use `name`, `selector` or `revision`',
    });
  }
  const annotation = Object.keys(props.podAnnotations ?? {}).find((key) => key in annotations);
  if (annotation !== undefined) {
    throw misuse({
      at,
      rule: `the annotation ${annotation} is what makes a pod a gateway`,
      received: { [annotation]: props.podAnnotations?.[annotation] },
      fix: 'leave it out',
    });
  }
}

/** The budget; throws where it would never let go of a pod. */
export function checkBudget(at: Construct, budget: DisruptionBudget, scale: GatewayScale): DisruptionBudget {
  const pods = scale._least;
  if (pods > 0 && budget._allowed(pods) <= 0) {
    throw misuse({
      at,
      rule: 'a disruption budget that lets no pod go keeps nodes from being drained, and so the cluster from being upgraded',
      received: `${JSON.stringify(budget._render())} of ${pods} ${pods === 1 ? 'pod' : 'pods'}`,
      fix: 'use DisruptionBudget.maxUnavailable(1), or have more pods: `scale: GatewayScale.automatic({ minReplicas: 3 })`',
    });
  }
  return budget;
}
