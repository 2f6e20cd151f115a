import { Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { misuse } from '../../kernel/errors';
import { Telemetry } from '../../telemetry/telemetry';
import { TelemetryPlacement } from '../telemetry-placement';
import { patternName } from './pattern-name';

const OF_A_NEW_ONE = ['namespace', 'target', 'name', 'labels', 'annotations'] as const;

/** For each tree, the Telemetries without a target that patterns made, by where they are applied. */
const WITHOUT_TARGET = new WeakMap<IConstruct, Map<string, Telemetry>>();

/** The Telemetry that a choice goes into: the given one, or a new one. */
export function telemetryFor(at: Construct, placement: TelemetryPlacement): Telemetry {
  const { telemetry } = placement;
  if (telemetry === undefined) {
    return makeTelemetry(at, placement);
  }
  const surplus = OF_A_NEW_ONE.filter((name) => placement[name] !== undefined);
  if (surplus.length > 0) {
    throw misuse({
      at,
      rule: `a Telemetry that is there already has its own place, so these say nothing: ${surplus.join(', ')}`,
      received: `telemetry ${telemetry.name} with ${surplus.join(', ')}`,
      fix: 'leave them out, or leave `telemetry` out to have one made',
    });
  }
  return telemetry;
}

function makeTelemetry(at: Construct, { namespace, target, name, labels, annotations }: TelemetryPlacement): Telemetry {
  const metadata = { name: patternName(at, name), namespace, labels, annotations };
  if (target !== undefined) {
    return new Telemetry(at, 'Telemetry', { metadata, target });
  }
  const place = namespace ?? Chart.of(at).namespace;
  const key = place ?? `of ${Chart.of(at).node.path}`;
  const known = WITHOUT_TARGET.get(at.node.root) ?? new Map<string, Telemetry>();
  const earlier = known.get(key);
  if (earlier !== undefined && isPartOfTree(earlier)) {
    throw misuse({
      at,
      rule: 'of two Telemetries without a target in one namespace Istio heeds the older one alone',
      received: `${earlier.node.path} in ${place ?? 'the namespace that the chart is applied to'}`,
      fix: "add to that one with `telemetry: other.telemetry`, or give a target, such as PolicyTarget.workloads({ app: 'shop' })",
    });
  }
  const made = new Telemetry(at, 'Telemetry', { metadata });
  WITHOUT_TARGET.set(at.node.root, known.set(key, made));
  return made;
}

/** Whether the construct was not taken out of its tree, itself or with something above it. */
function isPartOfTree(construct: IConstruct): boolean {
  const { scope, id } = construct.node;
  return scope === undefined || (scope.node.tryFindChild(id) === construct && isPartOfTree(scope));
}
