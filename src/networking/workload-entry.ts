import { Construct } from 'constructs';
import * as networking from '../../imports/networking';
import { locate } from '../kernel/errors';
import { IstioResource, IstioResourceProps } from '../kernel/istio-resource';
import { checkObjectName } from '../kernel/kube-name';
import { EndpointSettings, checkPlace, renderEndpointSettings } from './endpoint';
import { Field } from './private/field';

/** What a {@link WorkloadEntry} is made of: an address, or at least a network. */
export interface WorkloadEntryProps extends IstioResourceProps, EndpointSettings {}

/**
 * One workload outside of Kubernetes, such as a virtual machine, for ServiceEntries and Services of its namespace that select its labels.
 *
 * Selectors look at the labels of the object and those in its `spec` together; where both have a label, that of the object counts.
 * Services of Kubernetes select only entries with an IP address. The port names that `ports` uses are those of the ServiceEntry or
 * Service, which is not checked here.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-entry/
 */
export class WorkloadEntry extends IstioResource {
  private readonly spec: networking.WorkloadEntrySpec;

  /**
   * @throws if the name is not one Kubernetes takes, there is neither an address nor a network, or something is malformed.
   */
  public constructor(scope: Construct, id: string, props: WorkloadEntryProps) {
    super(scope, id, networking.WorkloadEntry, props);
    checkObjectName(this.name, 'the name of a WorkloadEntry', this.node.path);
    const field = new Field('spec');
    this.spec = locate(this, () => {
      checkPlace(props, field);
      return renderEndpointSettings(props, field);
    });
  }

  /** @internal */
  protected override _renderSpec(): networking.WorkloadEntrySpec {
    return this.spec;
  }
}
