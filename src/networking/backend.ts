import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import type * as kplus from 'cdk8s-plus-27';
import { assume } from '../kernel/assumption';
import { misuse } from '../kernel/errors';
import { checkHost } from '../kernel/host';
import { RenderContext } from '../kernel/istio-resource';
import { checkLabelName } from '../kernel/kube-name';
import { checkPort } from '../kernel/port';
import { checkType } from '../kernel/value-type';
import { KnownPort, declaredPorts, renderedPorts } from './private/service-ports';

/** The domain that Istio gives Kubernetes Services. */
const SERVICE_DOMAIN = 'svc.cluster.local';

/** Which port of a backend is meant. */
export interface BackendOptions {
  /**
   * The port's number on the Service, not on its pods.
   *
   * @default - the backend's only port.
   */
  readonly port?: number;
}

/** Where a Service is that is known by its name. */
export interface NamedBackendOptions extends BackendOptions {
  /**
   * The Service's namespace.
   *
   * @default - the namespace of the object that refers to it.
   */
  readonly namespace?: string;
}

/**
 * What traffic is sent to: a Kubernetes Service, however it is known, or a host that a ServiceEntry brings into the mesh.
 *
 * Its host is resolved when rendering: the short name inside the Service's own namespace, the full name from elsewhere.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination-host
 */
export abstract class Backend {
  /**
   * A Service of cdk8s-plus-27. For another cdk8s-plus version use `Backend.apiObject(ApiObject.of(service))`.
   *
   * @throws if the port is not a port number.
   */
  public static service(service: kplus.Service, options: BackendOptions = {}): Backend {
    return new ServiceBackend(apiObjectOf(service), options.port, service);
  }

  /**
   * The ApiObject of any Kubernetes Service.
   *
   * @throws if the object is no Service, or the port is not a port number.
   */
  public static apiObject(service: ApiObject, options: BackendOptions = {}): Backend {
    return new ServiceBackend(apiObjectOf(service), options.port);
  }

  /**
   * A Service that is not part of this app, by its name.
   *
   * @throws if the name or namespace is not one Kubernetes takes, or the port is not a port number.
   */
  public static named(name: string, options: NamedBackendOptions = {}): Backend {
    return new NamedBackend(name, options.namespace, options.port);
  }

  /**
   * A host as Istio's registry has it, written as it is: one of a ServiceEntry, or a full Service name. A DestinationRule also
   * takes a wildcard.
   *
   * @throws if the host is not a DNS name, or the port is not a port number.
   */
  public static host(host: string, options: BackendOptions = {}): Backend {
    return new HostBackend(host, options.port);
  }

  /** The port that was chosen, if one was. */
  public readonly port?: number;

  protected constructor(port: number | undefined) {
    this.port = port === undefined ? undefined : checkPort(port, 'the port of a backend');
  }

  /** How the backend is called in `hosts` and `host` of the object rendered. @internal */
  public abstract _host(context: RenderContext): string;

  /** Whether the Service is part of the app, so that its ports are known. @internal */
  public get _isInApp(): boolean {
    return false;
  }

  /** What is known of the backend's ports; undefined where the backend is not part of the app. @internal */
  public _knownPorts(): KnownPort[] | undefined {
    return undefined;
  }

  /** The same with patches of the Service applied, which costs more: to be sure before something is refused. @internal */
  public _renderedPorts(): KnownPort[] | undefined {
    return this._knownPorts();
  }

  /** A stable text that two references to one backend share. @internal */
  public abstract get _identity(): string;
}

class ServiceBackend extends Backend {
  constructor(
    private readonly service: ApiObject,
    port: number | undefined,
    private readonly construct?: kplus.Service,
  ) {
    super(port);
    if (service.kind !== 'Service' || service.apiVersion !== 'v1') {
      throw misuse({
        at: service,
        rule: 'a backend must be a Kubernetes Service',
        received: `${service.apiVersion} ${service.kind}`,
        fix: 'pass the Service that selects the pods',
      });
    }
  }

  public _host(context: RenderContext): string {
    const namespace = this.service.metadata.namespace;
    if (namespace === undefined && context.namespace !== undefined) {
      throw misuse({
        at: context.owner,
        rule: `the namespace of Service ${this.service.name} is left open, so it can't be named from namespace ${context.namespace}`,
        received: `Service ${this.service.node.path} without a namespace`,
        fix: 'set `namespace` on the Service or on its chart',
      });
    }
    return serviceHost(this.service.name, namespace, context);
  }

  public override get _isInApp(): boolean {
    return true;
  }

  public override _knownPorts(): KnownPort[] | undefined {
    return this.construct === undefined ? this._renderedPorts() : declaredPorts(this.construct);
  }

  public override _renderedPorts(): KnownPort[] | undefined {
    return renderedPorts(this.service);
  }

  public get _identity(): string {
    return `${this.service.metadata.namespace ?? ''}/${this.service.name}`;
  }
}

class NamedBackend extends Backend {
  constructor(
    private readonly name: string,
    private readonly namespace: string | undefined,
    port: number | undefined,
  ) {
    super(port);
    checkLabelName(name, 'the name of a Service');
    if (namespace !== undefined) {
      checkLabelName(namespace, 'the namespace of a Service');
    }
  }

  public _host(context: RenderContext): string {
    const namespace = this.namespace ?? context.namespace;
    assume(context.owner, () => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: this.name, namespace },
      spec: { ports: this.port === undefined ? [] : [{ port: this.port }] },
    }));
    return serviceHost(this.name, namespace, context);
  }

  public get _identity(): string {
    return `${this.namespace ?? ''}/${this.name}`;
  }
}

class HostBackend extends Backend {
  constructor(
    private readonly host: string,
    port: number | undefined,
  ) {
    super(port);
    checkHost(host, 'the host of a backend');
  }

  public _host(): string {
    return this.host;
  }

  public get _identity(): string {
    return this.host;
  }
}

/** The object of a Service, or of a construct around one. */
function apiObjectOf(service: IConstruct): ApiObject {
  checkType(service, Construct.isConstruct(service), {
    field: 'the Service of a backend',
    type: 'a construct',
    fix: "pass the Service that selects the pods; for one that is known by its name write Backend.named('web')",
  });
  return ApiObject.of(service);
}

function serviceHost(name: string, namespace: string | undefined, context: RenderContext): string {
  return namespace === context.namespace ? name : `${name}.${namespace}.${SERVICE_DOMAIN}`;
}
