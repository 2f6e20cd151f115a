import { Construct } from 'constructs';
import * as networking from '../../imports/networking';
import { locate } from '../kernel/errors';
import { IstioResource, IstioResourceProps } from '../kernel/istio-resource';
import { checkObjectName } from '../kernel/kube-name';
import { Field, INT32_MAX } from './private/field';
import { checkLabels } from './private/labels';
import { ProxyImage } from './proxy-config-image';

/** What a {@link ProxyConfig} is made of. */
export interface ProxyConfigProps extends IstioResourceProps {
  /**
   * The labels of the pods that it is for, in its own namespace.
   *
   * @default - all pods of the namespace; in the root namespace of the mesh, all pods of the mesh.
   * @see https://istio.io/latest/docs/reference/config/networking/proxy-config/#ProxyConfig-selector
   */
  readonly selector?: { [label: string]: string };

  /**
   * How many threads the proxy works with; 0 means one for each core of the machine, whatever the pod's limit is.
   *
   * @default - as many as the CPU limit of the proxy has room for.
   * @see https://istio.io/latest/docs/reference/config/networking/proxy-config/#ProxyConfig-concurrency
   */
  readonly concurrency?: number;

  /**
   * Environment variables of the proxy. Those whose names begin with `ISTIO_META_` become metadata of the proxy, which istiod sees.
   *
   * @default - none besides those of the mesh config.
   * @see https://istio.io/latest/docs/reference/config/networking/proxy-config/#ProxyConfig-environment_variables
   */
  readonly environmentVariables?: { [name: string]: string };

  /**
   * Which variant of its image the proxy runs.
   *
   * @default - as the mesh is installed.
   * @see https://istio.io/latest/docs/reference/config/networking/proxy-config/#ProxyConfig-image
   */
  readonly image?: ProxyImage;
}

const LONGEST_VALUE = 2048;

/**
 * How proxies are started.
 *
 * It is read when a pod is made: pods that run already have to be restarted. Of several for one namespace or one pod Istio takes the oldest.
 * What it sets wins over the annotation `proxy.istio.io/config` of the pod and over the mesh config.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/proxy-config/
 */
export class ProxyConfig extends IstioResource {
  private readonly spec: networking.ProxyConfigSpec;

  /**
   * @throws if the name is not one Kubernetes takes, the selector has no labels or one that pods can't have, the concurrency is not a whole
   * number from 0, or a variable has no name or a value of more than 2048 characters.
   */
  public constructor(scope: Construct, id: string, props: ProxyConfigProps = {}) {
    super(scope, id, networking.ProxyConfig, props);
    checkObjectName(this.name, 'the name of a ProxyConfig', this.node.path);
    this.spec = locate(this, () => renderProps(props));
  }

  /** @internal */
  protected override _renderSpec(): networking.ProxyConfigSpec {
    return this.spec;
  }
}

function renderProps(props: ProxyConfigProps): networking.ProxyConfigSpec {
  return {
    selector: props.selector && { matchLabels: checkSelector(props.selector) },
    concurrency: new Field('concurrency').whole(props.concurrency, 0, INT32_MAX),
    environmentVariables: props.environmentVariables && checkVariables(props.environmentVariables),
    image: props.image && { imageType: props.image.imageType },
  };
}

function checkSelector(selector: { [label: string]: string }): { [label: string]: string } {
  const field = new Field('selector');
  if (Object.keys(selector).length === 0) {
    throw field.fault(
      'must have labels: Istio applies a ProxyConfig with an empty selector to no pod at all',
      selector,
      'give the labels of the pods, or leave selector out to mean all of the namespace',
    );
  }
  return checkLabels(selector, field);
}

function checkVariables(variables: { [name: string]: string }): { [name: string]: string } {
  const field = new Field('environmentVariables');
  for (const [name, value] of Object.entries(variables)) {
    if (name === '' || name.includes('=')) {
      throw field.fault('must have names without =', name, "give a name such as 'ISTIO_META_TEAM'");
    }
    if (typeof value !== 'string' || value.length > LONGEST_VALUE) {
      // The value itself may be a secret.
      const received = typeof value === 'string' ? `${value.length} characters` : typeof value;
      throw field
        .entry(name)
        .fault(`must be a text of at most ${LONGEST_VALUE} characters`, received, "give such a text, numbers as '3'");
    }
  }
  return { ...variables };
}
