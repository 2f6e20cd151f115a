import { misuse } from '../kernel/errors';
import { checkLabelName } from '../kernel/kube-name';
import { DATA_PLANE_LABELS } from './private/data-plane-labels';
import { checkRevision } from './private/revision';

/** How traffic of an ambient namespace passes a waypoint, which is what understands HTTP there. */
export interface AmbientOptions {
  /**
   * The waypoint that requests to the namespace's Services pass: the name of its `Gateway` of the Kubernetes Gateway API.
   *
   * @default - none: connections are encrypted and authorized, but nothing looks at requests.
   * @see https://istio.io/latest/docs/ambient/usage/waypoint/
   */
  readonly waypoint?: string;

  /**
   * The waypoint's namespace.
   *
   * @default - the same namespace.
   * @see https://istio.io/latest/docs/ambient/usage/waypoint/
   */
  readonly waypointNamespace?: string;

  /**
   * Whether requests that come in through an ingress gateway pass the waypoint too.
   *
   * @default - they go past it.
   * @see https://istio.io/latest/docs/ambient/usage/waypoint/
   */
  readonly ingressUseWaypoint?: boolean;
}

/**
 * How the pods of a namespace come into the mesh. Pods that run already stay as they are until they are started anew, except with
 * ambient.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/
 */
export class DataPlane {
  /** Pods get a sidecar of the mesh's default revision: the label `istio-injection: enabled`. */
  public static injection(): DataPlane {
    return new DataPlane({ [DATA_PLANE_LABELS.injection]: 'enabled' });
  }

  /**
   * Pods get a sidecar of one revision of the control plane, such as `1-31-0`: the label `istio.io/rev`.
   *
   * @throws if it is not an RFC 1123 label: a revision has no dots.
   * @see https://istio.io/latest/docs/setup/upgrade/canary/
   */
  public static revision(revision: string): DataPlane {
    return new DataPlane({ [DATA_PLANE_LABELS.revision]: checkRevision(revision, 'a revision') });
  }

  /**
   * Pods get a sidecar of the revision that a tag points to, such as `prod-stable`; the tag can be moved without touching the namespace.
   * Istio keeps tags and revisions apart by nothing but their names: it is the same label as for `revision()`.
   *
   * @throws if it is not an RFC 1123 label.
   * @see https://istio.io/latest/docs/setup/upgrade/canary/#stable-revision-labels
   */
  public static tag(tag: string): DataPlane {
    return new DataPlane({ [DATA_PLANE_LABELS.revision]: checkRevision(tag, 'a tag') });
  }

  /**
   * No sidecars: the node's ztunnel takes the pods' connections, from the moment the label is there (`istio.io/dataplane-mode: ambient`).
   *
   * @throws if the waypoint's name is malformed, or its namespace or `ingressUseWaypoint` is given without it.
   * @see https://istio.io/latest/docs/ambient/usage/add-workloads/
   */
  public static ambient(options: AmbientOptions = {}): DataPlane {
    return new DataPlane({ [DATA_PLANE_LABELS.mode]: 'ambient', ...waypointLabels(options) });
  }

  /**
   * The namespace says nothing, each pod for itself: those with the label `sidecar.istio.io/inject: "true"` or `istio.io/rev` are
   * injected. It suits the namespace of gateways, whose revision then is their own.
   */
  public static byPod(): DataPlane {
    return new DataPlane({});
  }

  /**
   * No pod is injected, whatever it says of itself: the label `istio-injection: disabled`. A gateway can't run in such a namespace, because
   * nobody fills in its image.
   */
  public static none(): DataPlane {
    return new DataPlane({ [DATA_PLANE_LABELS.injection]: 'disabled' });
  }

  private constructor(
    /** The labels of the namespace. @internal */
    public readonly _labels: { readonly [label: string]: string },
  ) {}

  /** Whether it is the node that takes the pods' connections. @internal */
  public get _isAmbient(): boolean {
    return this._labels[DATA_PLANE_LABELS.mode] === 'ambient';
  }
}

function waypointLabels(options: AmbientOptions): { [label: string]: string } {
  const { waypoint, waypointNamespace, ingressUseWaypoint } = options;
  if (waypoint === undefined) {
    if (waypointNamespace !== undefined || ingressUseWaypoint !== undefined) {
      throw misuse({
        rule: 'waypointNamespace and ingressUseWaypoint say nothing without a waypoint',
        received: options,
        fix: "add `waypoint`, such as 'waypoint', or leave them out",
      });
    }
    return {};
  }
  return {
    [DATA_PLANE_LABELS.waypoint]: checkLabelName(waypoint, 'the name of a waypoint'),
    ...(waypointNamespace === undefined
      ? {}
      : { [DATA_PLANE_LABELS.waypointNamespace]: checkLabelName(waypointNamespace, 'the namespace of a waypoint') }),
    ...(ingressUseWaypoint === undefined ? {} : { [DATA_PLANE_LABELS.ingressUseWaypoint]: String(ingressUseWaypoint) }),
  };
}
