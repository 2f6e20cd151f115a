import { Construct } from 'constructs';
import * as networking from '../../imports/networking';
import { locate, misuse } from '../kernel/errors';
import { IIstioResource, IstioResource, RenderContext } from '../kernel/istio-resource';
import { checkObjectName } from '../kernel/kube-name';
import { withOverrides } from '../kernel/merge';
import { Protocol } from '../kernel/protocol';
import { Backend, BackendOptions } from './backend';
import { renderEndpoint } from './endpoint';
import { renderExportTo } from './export-to';
import { Field } from './private/field';
import { backendOfEntry } from './private/service-entry-backend';
import { checkAddresses, checkEndpoints, checkPorts, checkSource } from './private/service-entry-checks';
import { checkEntryHosts } from './private/service-entry-hosts';
import { KnownPort } from './private/service-ports';
import { renderWorkloadSelector } from './private/workload-selector';
import { ServiceEntryProps } from './service-entry-props';
import { renderServicePort } from './service-port';
import { ImportedResource } from './private/imported-resource';

/** Which of a ServiceEntry's hosts and ports is meant. */
export interface ServiceEntryBackendOptions extends BackendOptions {
  /**
   * One of its hosts, as it is written there.
   *
   * @default - its only host.
   */
  readonly host?: string;
}

/**
 * A ServiceEntry: made here, or referred to.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/
 */
export interface IServiceEntry extends IIstioResource {
  /** The hosts that it brings into the mesh. */
  readonly hosts: string[];

  /**
   * One of its hosts, for destinations and DestinationRules. Destinations of an entry with several ports have to name one.
   *
   * @throws if it has no such host or port, or several hosts and none is chosen.
   */
  backend(options?: ServiceEntryBackendOptions): Backend;
}

/** What is known of a ServiceEntry of the cluster. */
export interface ServiceEntryReferenceOptions {
  /** Its hosts, as far as routes refer to them. */
  readonly hosts: string[];

  /**
   * The namespace that the object lies in.
   *
   * @default - the chart's namespace.
   */
  readonly namespace?: string;
}

/** The label of objects whose traffic a waypoint of ambient mode handles. */
const USE_WAYPOINT = 'istio.io/use-waypoint';

/**
 * A service that Kubernetes does not know: outside of the mesh, on virtual machines, or a name for chosen pods.
 *
 * It makes traffic to its hosts visible and routable; it neither resolves the names for applications nor allows what a NetworkPolicy or
 * a firewall refuses.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/
 */
export class ServiceEntry extends IstioResource implements IServiceEntry {
  /**
   * A ServiceEntry that something else puts into the cluster.
   *
   * @throws if its name, its namespace or a host is malformed.
   */
  public static fromServiceEntryName(
    scope: Construct,
    id: string,
    name: string,
    options: ServiceEntryReferenceOptions,
  ): IServiceEntry {
    return new ImportedServiceEntry(scope, id, name, options);
  }

  private readonly spec: networking.ServiceEntrySpec;

  /**
   * @throws if the name is not one Kubernetes takes, or something is set that Istio refuses or can do nothing with: a host twice, ports
   * alike, endpoints that do not fit to the resolution, ...
   */
  public constructor(scope: Construct, id: string, props: ServiceEntryProps) {
    super(scope, id, networking.ServiceEntry, props);
    checkObjectName(this.name, 'the name of a ServiceEntry', this.node.path);
    const context = { owner: this, namespace: this.namespace };
    this.spec = locate(this, () => renderProps(props, context));
    this.node.addValidation({ validate: () => this.faults() });
  }

  /** The hosts that it brings into the mesh. */
  public get hosts(): string[] {
    return [...this.rendered.hosts];
  }

  /**
   * One of its hosts, for destinations and DestinationRules. Destinations of an entry with several ports have to name one.
   *
   * @throws if it has no such host or port, or several hosts and none is chosen.
   */
  public backend(options: ServiceEntryBackendOptions = {}): Backend {
    const ports = this.rendered.ports?.map(knownPort);
    return locate(this, () => backendOfEntry(this.hosts, ports, options.host, options.port));
  }

  private get rendered(): networking.ServiceEntrySpec {
    return withOverrides(this.spec, this._overrides);
  }

  /** @internal */
  protected override _renderSpec(): networking.ServiceEntrySpec {
    return this.spec;
  }

  private faults(): string[] {
    const { resolution, location } = this.rendered;
    const waypoint = this.metadata.getLabel(USE_WAYPOINT) ?? 'none';
    if (
      resolution !== networking.ServiceEntryResolution.DYNAMIC_DNS ||
      location !== networking.ServiceEntryLocation.MESH_INTERNAL ||
      ['', 'none'].includes(waypoint.toLowerCase())
    ) {
      return [];
    }
    return [
      misuse({
        rule: 'a ServiceEntry inside the mesh with resolution DYNAMIC_DNS must not use a waypoint',
        received: `${USE_WAYPOINT}: ${waypoint}`,
        fix: 'set location: ServiceEntryLocation.MESH_EXTERNAL, or remove the label',
      }).message,
    ];
  }
}

class ImportedServiceEntry extends ImportedResource implements IServiceEntry {
  private readonly _hosts: string[];

  constructor(scope: Construct, id: string, name: string, options: ServiceEntryReferenceOptions) {
    super(scope, id, 'ServiceEntry', name, options.namespace, checkObjectName);
    this._hosts = locate(this, () => checkEntryHosts(options));
  }

  public get hosts(): string[] {
    return [...this._hosts];
  }

  public backend(options: ServiceEntryBackendOptions = {}): Backend {
    return locate(this, () => backendOfEntry(this._hosts, undefined, options.host, options.port));
  }

  protected override assumedSpec(): object {
    return { hosts: this.hosts };
  }
}

function renderProps(props: ServiceEntryProps, context: RenderContext): networking.ServiceEntrySpec {
  const hosts = checkEntryHosts(props);
  checkSource(props);
  const ports = props.ports?.map((port, index) => renderServicePort(port, new Field('ports').entry(index)));
  const endpoints = props.endpoints?.map((item, index) => renderEndpoint(item, new Field('endpoints').entry(index)));
  checkAddresses(props.addresses ?? [], props);
  checkPorts(ports ?? [], props);
  if (props.endpoints !== undefined) {
    checkEndpoints(props.endpoints, ports ?? [], props);
  }
  const names = new Field('subjectAltNames');
  return {
    hosts,
    addresses: props.addresses && [...props.addresses],
    ports,
    location: props.location && networking.ServiceEntryLocation[props.location],
    resolution: props.resolution && networking.ServiceEntryResolution[props.resolution],
    endpoints,
    workloadSelector:
      props.workloadSelector && renderWorkloadSelector(props.workloadSelector, new Field('workloadSelector')),
    exportTo: props.exportTo && renderExportTo(props.exportTo, context, { nowhereAllowed: true }),
    subjectAltNames: props.subjectAltNames?.map((name, index) => names.entry(index).text(name)),
  };
}

function knownPort({ number, name, protocol }: networking.ServicePort): KnownPort {
  return { number, name, protocol: Object.values(Protocol).find((known) => known === protocol) };
}
