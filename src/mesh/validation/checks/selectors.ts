import { PolicyTargetReference, TypeWorkloadSelector, WorkloadSelector } from '../../wire/networking';
import { Decoded } from '../decode';
import { Faults } from '../validation-fault';

const TARGETS: ReadonlySet<string> = new Set([
  '/Service',
  'core/Service',
  'networking.istio.io/ServiceEntry',
  'gateway.networking.k8s.io/Gateway',
  'gateway.networking.k8s.io/GatewayClass',
]);

/** Who a policy applies to. */
export interface Targeted {
  readonly selector?: Decoded<TypeWorkloadSelector>;
  readonly targetRef?: Decoded<PolicyTargetReference>;
  readonly targetRefs?: readonly Decoded<PolicyTargetReference>[];
}

/** Checks who a policy applies to: pods by labels, or objects by reference, but not both. */
export function checkTargets({ selector, targetRef, targetRefs = [] }: Targeted, faults: Faults): void {
  if (Number(selector !== undefined) + Number(targetRef !== undefined) + Number(targetRefs.length > 0) > 1) {
    faults.error('only one of selector, targetRef and targetRefs can say who this applies to');
  }
  faults.field('selector', selector, checkSelector);
  faults.field('targetRef', targetRef, checkTarget);
  faults.each('targetRefs', targetRefs, checkTarget);
}

/** Checks a selector of pods by `matchLabels`. */
export function checkSelector({ matchLabels = {} }: Decoded<TypeWorkloadSelector>, faults: Faults): void {
  faults.eachEntry('matchLabels', matchLabels, checkSelectorLabel);
  if (Object.keys(matchLabels).length === 0) {
    faults.warning('a selector without labels selects everything');
  }
}

/**
 * Checks a selector of pods by `labels`. Its errors hide all others of the object.
 *
 * @returns whether it has none.
 */
export function checkWorkloadSelector(selector: Decoded<WorkloadSelector> | undefined, faults: Faults): boolean {
  if (selector === undefined) {
    return true;
  }
  const { labels = {} } = selector;
  const before = faults.found.length;
  faults.eachEntry('labels', labels, checkSelectorLabel);
  const isFine = faults.found.length === before;
  if (isFine && Object.keys(labels).length === 0) {
    faults.warning('a selector without labels selects all workloads of the namespace');
  }
  return isFine;
}

function checkSelectorLabel(key: string, value: string, faults: Faults): void {
  if (key === '') {
    faults.error('a selector has a label without a key');
  }
  if (key.includes('*') || value.includes('*')) {
    faults.error(`a selector takes no wildcards: ${key}=${value}`);
  }
}

function checkTarget(
  { group = '', kind = '', name = '', namespace = '' }: Decoded<PolicyTargetReference>,
  faults: Faults,
): void {
  if (name === '') {
    faults.error('the name of the target is missing', 'name');
  }
  if (namespace !== '') {
    faults.error('a target in another namespace is not supported', 'namespace');
  }
  if (!TARGETS.has(`${group}/${kind}`)) {
    faults.error(
      `${group}/${kind} can't be a target: only Services, ServiceEntries, Gateways of the Gateway API and their classes can`,
      'kind',
    );
  }
}
