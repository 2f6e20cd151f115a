import { Construct } from 'constructs';
import * as telemetry from '../../imports/telemetry';
import { misuse } from '../kernel/errors';
import { IstioResource, IstioResourceProps } from '../kernel/istio-resource';
import { checkObjectName } from '../kernel/kube-name';
import { deepCopy } from '../kernel/merge';
import { PolicyTarget, RenderedPolicyTarget } from '../kernel/policy-target';
import { AccessLog } from './access-log';
import { Metrics } from './metrics';
import { Tracing } from './tracing';

/** What a {@link Telemetry} is made of. */
export interface TelemetryProps extends IstioResourceProps {
  /**
   * What it holds for. Other than most policies, one that chooses pods from the root namespace of the mesh reaches the pods of that
   * namespace only.
   *
   * @default - the whole namespace; in the root namespace of the mesh, the whole mesh.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#Telemetry-targetRefs
   */
  readonly target?: PolicyTarget;

  /**
   * How requests are traced; more can be added with `addTracing()`.
   *
   * @default - as wider Telemetries and the mesh config say.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#Telemetry-tracing
   */
  readonly tracing?: Tracing[];

  /**
   * Which metrics are reported; more can be added with `addMetrics()`.
   *
   * @default - as wider Telemetries and the mesh config say.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#Telemetry-metrics
   */
  readonly metrics?: Metrics[];

  /**
   * Where access logs go; more can be added with `addAccessLog()`.
   *
   * @default - as wider Telemetries and the mesh config say.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#Telemetry-access_logging
   */
  readonly accessLogging?: AccessLog[];
}

const TARGET_RULES = { kind: 'Telemetry', targetRefs: true, targetRef: true };

/**
 * What proxies report: traces, metrics and access logs.
 *
 * Of the Telemetries without a target Istio heeds one in each namespace, the oldest. One in the root namespace of the mesh holds for all
 * namespaces; those of a namespace and those with a target are laid on top. No workload should be chosen
 * by two Telemetries with targets: it would get both, the younger on top.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/
 */
export class Telemetry extends IstioResource {
  private readonly target: RenderedPolicyTarget | undefined;
  private tracing: Tracing[] | undefined;
  private metrics: Metrics[] | undefined;
  private accessLogging: AccessLog[] | undefined;

  /**
   * @throws if the name is not one Kubernetes takes, the target is in another namespace, or an access log hides another; see
   * `addAccessLog()`.
   */
  public constructor(scope: Construct, id: string, props: TelemetryProps = {}) {
    super(scope, id, telemetry.Telemetry, props);
    checkObjectName(this.name, 'the name of a Telemetry', this.node.path);
    this.target = props.target?._render({ owner: this, namespace: this.namespace }, TARGET_RULES);
    this.tracing = props.tracing && [...props.tracing];
    this.metrics = props.metrics && [...props.metrics];
    this.accessLogging = props.accessLogging && [];
    props.accessLogging?.forEach((log) => this.addAccessLog(log));
  }

  /** Adds an entry on how requests are traced, on top of those there are. */
  public addTracing(tracing: Tracing): void {
    (this.tracing ??= []).push(tracing);
  }

  /** Adds an entry on which metrics are reported, on top of those there are. */
  public addMetrics(metrics: Metrics): void {
    (this.metrics ??= []).push(metrics);
  }

  /**
   * Adds an entry on where access logs go.
   *
   * @throws if an entry that is there already has no effect any more, because the new one is for the same providers and at least the same
   * side.
   */
  public addAccessLog(log: AccessLog): void {
    const logs = (this.accessLogging ??= []);
    const hidden = logs.findIndex((earlier) => log._covers(earlier));
    if (hidden >= 0) {
      throw misuse({
        at: this,
        rule: 'of several access logs for the same provider and side Istio takes the last one alone',
        received: logs[hidden]._render(),
        fix: 'join their filters with || in one entry, or give them different modes',
      });
    }
    logs.push(log);
  }

  /** @internal */
  protected override _renderSpec(): telemetry.TelemetrySpec {
    const spec: telemetry.TelemetrySpec = {
      ...deepCopy(this.target),
      tracing: this.tracing?.map((tracing) => tracing._render()),
      metrics: this.metrics?.map((metrics) => metrics._render()),
      accessLogging: this.accessLogging?.map((log) => log._render()),
    };
    return spec;
  }
}
