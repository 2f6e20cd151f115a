import { Construct } from 'constructs';
import * as networking from '../../imports/networking';
import { locate, misuse } from '../kernel/errors';
import { IIstioResource, IstioResource, IstioResourceProps, RenderContext } from '../kernel/istio-resource';
import { checkObjectName } from '../kernel/kube-name';
import { withOverrides } from '../kernel/merge';
import { Backend } from './backend';
import { ExportTo, renderExportTo } from './export-to';
import { checkBackend } from './private/argument-types';
import { faultsOfFailover, faultsOfPorts } from './private/destination-rule-faults';
import { Field } from './private/field';
import { checkLabels } from './private/labels';
import { SubsetHandles } from './private/subset-handles';
import { ISubset, SubsetOptions, SubsetProps, renderSubset } from './subset';
import { TrafficPolicy, renderTrafficPolicy } from './traffic-policy';
import { ImportedResource } from './private/imported-resource';

/**
 * A DestinationRule: made here, or referred to.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/
 */
export interface IDestinationRule extends IIstioResource {
  /** What it holds for. */
  readonly backend: Backend;

  /**
   * One of its subsets, for `Destination.subset()`.
   *
   * @throws if it has no such subset.
   */
  subset(name: string): ISubset;
}

/** What is known of a DestinationRule of the cluster. */
export interface DestinationRuleReferenceOptions {
  /** What it holds for. */
  readonly backend: Backend;

  /**
   * The names of its subsets, as far as routes refer to them.
   *
   * @default - none.
   */
  readonly subsets?: string[];

  /**
   * The namespace that the object lies in.
   *
   * @default - the chart's namespace.
   */
  readonly namespace?: string;
}

/** What a {@link DestinationRule} is made of. */
export interface DestinationRuleProps extends IstioResourceProps {
  /**
   * What it holds for, on all ports. A backend of ServiceEntries may be a wildcard host; Istio takes the most specific
   * rule.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#DestinationRule-host
   */
  readonly backend: Backend;

  /**
   * What clients do on the way to the backend.
   *
   * @default - what the mesh has.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#DestinationRule-traffic_policy
   */
  readonly trafficPolicy?: TrafficPolicy;

  /**
   * Parts of the backend's pods; more can be added with `addSubset()`.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#DestinationRule-subsets
   */
  readonly subsets?: SubsetProps[];

  /**
   * Which namespaces see the rule.
   *
   * @default - all of them, unless the mesh says otherwise.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#DestinationRule-export_to
   */
  readonly exportTo?: ExportTo[];

  /**
   * The labels of the client pods that the rule is for, in its own namespace; an empty map means all pods there. With
   * it `exportTo` can be nothing but `ExportTo.ownNamespace()`.
   *
   * @default - all clients that see the rule.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#DestinationRule-workload_selector
   */
  readonly workloadSelector?: { [label: string]: string };
}

/**
 * What clients do on the way to a backend, and the subsets that its pods come in.
 *
 * A client looks for the rule of a host in its own namespace, then in the backend's, then in the root namespace of the
 * mesh, and takes the first place that has one. Of several rules for a host in one namespace Istio joins the subsets,
 * but takes one traffic policy: that of the oldest rule that has any.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/
 */
export class DestinationRule extends IstioResource implements IDestinationRule {
  /**
   * A DestinationRule that something else puts into the cluster.
   *
   * @throws if its name, its namespace or the name of a subset is malformed, or a subset is listed twice.
   */
  public static fromDestinationRuleName(
    scope: Construct,
    id: string,
    name: string,
    options: DestinationRuleReferenceOptions,
  ): IDestinationRule {
    return new ImportedDestinationRule(scope, id, name, options);
  }

  /** What it holds for. */
  public readonly backend: Backend;

  private readonly spec: Omit<networking.DestinationRuleSpec, 'host'>;
  private readonly handles: SubsetHandles;
  private readonly subsets: networking.Subset[] = [];
  private validated = false;

  /**
   * @throws if the name is not one Kubernetes takes, or something is set that Istio refuses; at synth if the backend can't be
   * named from here.
   */
  public constructor(scope: Construct, id: string, props: DestinationRuleProps) {
    super(scope, id, networking.DestinationRule, props);
    this.backend = checkBackend(props.backend, 'backend', this);
    checkObjectName(this.name, 'the name of a DestinationRule', this.node.path);
    this.handles = new SubsetHandles(this, this.backend);
    this.spec = locate(this, () => this.renderProps(props));
    props.subsets?.forEach((subset) => this.addSubset(subset.name, subset));
    if (canContradict(props.trafficPolicy) || props.overrides !== undefined) {
      this.validateOnce();
    }
  }

  /**
   * Adds a part of the backend's pods.
   *
   * @returns its handle, for `Destination.subset()`.
   * @throws if there is a subset of this name already, or something is set that Istio refuses.
   */
  public addSubset(name: string, options: SubsetOptions = {}): ISubset {
    const handle = this.handles.add(name);
    if (canContradict(options.trafficPolicy) || options.overrides !== undefined) {
      this.validateOnce();
    }
    this.subsets.push(locate(this, () => renderSubset(name, options, this.context)));
    return handle;
  }

  /**
   * One of its subsets, for `Destination.subset()`.
   *
   * @throws if it has no such subset.
   */
  public subset(name: string): ISubset {
    return this.handles.get(name);
  }

  private get context(): RenderContext {
    return { owner: this, namespace: this.namespace };
  }

  private renderProps(props: DestinationRuleProps): Omit<networking.DestinationRuleSpec, 'host'> {
    checkAudience(props, this);
    const context = this.context;
    return {
      trafficPolicy:
        props.trafficPolicy && renderTrafficPolicy(props.trafficPolicy, new Field('trafficPolicy'), context),
      subsets: props.subsets && [],
      exportTo: props.exportTo && renderExportTo(props.exportTo, context, { nowhereAllowed: false }),
      workloadSelector: props.workloadSelector && {
        matchLabels: checkLabels(props.workloadSelector, new Field('workloadSelector.matchLabels')),
      },
    };
  }

  /** @internal */
  protected override _renderSpec(): networking.DestinationRuleSpec {
    const subsets = this.subsets.length > 0 ? this.subsets : this.spec.subsets;
    return { ...this.spec, host: this.backend._host(this.context), subsets };
  }

  /** From the first policy on that can contradict another; cdk8s validates several times in a synth. */
  private validateOnce(): void {
    if (!this.validated) {
      this.validated = true;
      this.node.addValidation({ validate: () => this.faults() });
    }
  }

  private faults(): string[] {
    const spec = withOverrides(this._renderSpec(), this._overrides);
    return [...faultsOfFailover(spec), ...faultsOfPorts(spec, this.backend)];
  }
}

/** Whether more than the policy itself decides if it is right: failover asks for outlier detection, ports for those of the Service. */
function canContradict(policy: TrafficPolicy | undefined): boolean {
  return (
    policy?.loadBalancer !== undefined || policy?.portLevelSettings !== undefined || policy?.overrides !== undefined
  );
}

/** What is missing where a DestinationRule of the cluster is told to have no subset. */
const LIST_SUBSETS = 'list the names that routes refer to: fromDestinationRuleName(..., { subsets: [...] })';

class ImportedDestinationRule extends ImportedResource implements IDestinationRule {
  public readonly backend: Backend;
  private readonly handles: SubsetHandles;

  constructor(scope: Construct, id: string, name: string, options: DestinationRuleReferenceOptions) {
    super(scope, id, 'DestinationRule', name, options.namespace, checkObjectName);
    this.backend = checkBackend(options.backend, 'backend', this);
    this.handles = new SubsetHandles(this, options.backend, LIST_SUBSETS);
    options.subsets?.forEach((subset) => this.handles.add(subset));
  }

  public subset(name: string): ISubset {
    return this.handles.get(name);
  }

  protected override assumedSpec(): object {
    const host = this.backend._host({ owner: this, namespace: this.namespace });
    return { host, subsets: this.handles.names.map((name) => ({ name })) };
  }
}

/** Clients are selected in the rule's own namespace, so that no other has to see it. */
function checkAudience(props: DestinationRuleProps, rule: DestinationRule): void {
  const seenBy = props.exportTo?.map((entry) => entry.value) ?? [];
  if (props.workloadSelector !== undefined && seenBy.some((value) => value !== '.' && value !== rule.namespace)) {
    throw misuse({
      at: rule,
      rule: 'a DestinationRule with a workloadSelector must not be exported to other namespaces',
      received: seenBy,
      fix: 'use [ExportTo.ownNamespace()], or leave exportTo out',
    });
  }
}
