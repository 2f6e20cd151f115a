import { Construct } from 'constructs';
import * as networking from '../../imports/networking';
import { locate } from '../kernel/errors';
import { IstioResource, IstioResourceProps } from '../kernel/istio-resource';
import { checkObjectName } from '../kernel/kube-name';
import { Endpoint, renderEndpoint } from './endpoint';
import { Field } from './private/field';
import { checkLabels } from './private/labels';
import { checkCount } from './private/limits';
import { ReadinessProbe } from './readiness-probe';

/**
 * Labels and annotations of the WorkloadEntries of a group.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#WorkloadGroup-ObjectMeta
 */
export interface WorkloadMetadata {
  /**
   * The labels that ServiceEntries, Services and policies select the workloads by. A workload's own ones win over them.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#WorkloadGroup-ObjectMeta-labels
   */
  readonly labels?: { [label: string]: string };

  /**
   * Annotations for the WorkloadEntries that are made of the group.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#WorkloadGroup-ObjectMeta-annotations
   */
  readonly annotations?: { [annotation: string]: string };
}

/** What a {@link WorkloadGroup} is made of. */
export interface WorkloadGroupProps extends IstioResourceProps {
  /**
   * Labels and annotations of the WorkloadEntries; those of the group itself are in `metadata`.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#WorkloadGroup-metadata
   */
  readonly workloadMetadata?: WorkloadMetadata;

  /**
   * What the WorkloadEntries are made from. Istio puts the workload's own address in the place of `address`, and lets the labels of
   * `workloadMetadata` win over its `labels`: set neither.
   *
   * @default - an empty one: service account `default`, ports as the ServiceEntry has them.
   * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#WorkloadGroup-template
   */
  readonly template?: Endpoint;

  /**
   * How it is found out whether a workload can take traffic.
   *
   * @default - as soon as it is connected.
   * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#WorkloadGroup-probe
   */
  readonly probe?: ReadinessProbe;
}

const MOST_ENTRIES = 256;

/**
 * Workloads outside of Kubernetes that are alike, as a Deployment is for pods. Each proxy that joins with the group's name gets a
 * WorkloadEntry, unless automatic registration is switched off in istiod.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-group/
 */
export class WorkloadGroup extends IstioResource {
  private readonly spec: networking.WorkloadGroupSpec;

  /**
   * @throws if the name is not one Kubernetes takes, or a label or something in the template is malformed.
   */
  public constructor(scope: Construct, id: string, props: WorkloadGroupProps = {}) {
    super(scope, id, networking.WorkloadGroup, props);
    checkObjectName(this.name, 'the name of a WorkloadGroup', this.node.path);
    this.spec = locate(this, () => ({
      metadata: props.workloadMetadata && renderMetadata(props.workloadMetadata, new Field('workloadMetadata')),
      template: renderEndpoint(props.template ?? {}, new Field('template')),
      probe: props.probe?._render(),
    }));
  }

  /** @internal */
  protected override _renderSpec(): networking.WorkloadGroupSpec {
    return this.spec;
  }
}

function renderMetadata(metadata: WorkloadMetadata, field: Field): networking.WorkloadGroupObjectMeta {
  const { labels, annotations } = metadata;
  checkCount(Object.keys(labels ?? {}).length, MOST_ENTRIES, field.of('labels'));
  checkCount(Object.keys(annotations ?? {}).length, MOST_ENTRIES, field.of('annotations'));
  return { labels: labels && checkLabels(labels, field.of('labels')), annotations: annotations && { ...annotations } };
}
