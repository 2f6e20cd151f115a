import { Construct } from 'constructs';
import { misuse } from '../../kernel/errors';
import { CanaryProps } from '../canary-props';
import { RolloutController } from '../rollout-controller';
import { checkDistinct } from './mesh-checks';
import { checkRetiring } from './retiring-subsets';

/** The props that say what is sent to the canary. */
const NEED_CANARY = ['pins', 'mirrorPercentage', 'rolloutController'] as const;

/** Throws where props of a canary are malformed or do not go together, before anything is made. */
export function checkCanary(at: Construct, props: CanaryProps): void {
  const { stable, canary, rolloutController, routeName, retiring = [] } = props;
  if (routeName === '') {
    throw misuse({ at, rule: 'routeName must not be empty', received: routeName, fix: "leave it out for 'primary'" });
  }
  if (canary === undefined) {
    const surplus = NEED_CANARY.filter((name) => props[name] !== undefined);
    if (surplus.length > 0) {
      throw misuse({
        at,
        rule: `without a canary these say nothing: ${surplus.join(', ')}`,
        received: surplus,
        fix: 'add `canary`, or leave them out',
      });
    }
    checkRetiring(at, retiring, [stable]);
    return;
  }
  checkWeight(at, canary.weight, rolloutController);
  if (stable.name === canary.name) {
    throw misuse({
      at,
      rule: 'stable and canary must be two subsets',
      received: canary.name,
      fix: "give them names of their own, such as 'v1' and 'v2'",
    });
  }
  checkRetiring(at, retiring, [stable, canary]);
  if (rolloutController === RolloutController.ARGO_ROLLOUTS) {
    checkRollouts(at, props);
  } else {
    checkDistinct(at, stable, canary);
  }
}

function checkWeight(at: Construct, weight: number | undefined, controller: RolloutController | undefined): void {
  if (weight !== undefined && (!Number.isInteger(weight) || weight < 0 || weight > 100)) {
    throw misuse({
      at,
      rule: 'the weight of a canary must be a whole percentage from 0 to 100',
      received: weight,
      fix: 'give such a number; the stable version gets the rest',
    });
  }
  if (weight !== undefined && weight !== 0 && controller !== undefined) {
    throw misuse({
      at,
      rule: 'a rollout controller owns the weight of the canary, which is rendered as 0',
      received: weight,
      fix: 'leave `weight` out, or leave `rolloutController` out',
    });
  }
}

/** Argo Rollouts removes the subsets that it does not know. */
function checkRollouts(at: Construct, { retiring = [] }: CanaryProps): void {
  if (retiring.length > 0) {
    throw misuse({
      at,
      rule: 'Argo Rollouts removes every subset but the two of its rollout',
      received: retiring.map(({ name }) => name),
      fix: 'leave `retiring` out: a rollout keeps its two subsets for good',
    });
  }
}
