import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { misuse } from '../kernel/errors';
import { checkLabelName } from '../kernel/kube-name';
import { MutualTlsMode } from '../security/mutual-tls-mode';
import { PeerAuthentication } from '../security/peer-authentication';
import { DataPlane } from './data-plane';
import { DATA_PLANE_LABELS } from './private/data-plane-labels';
import { patternName } from './private/pattern-name';
import { ROOT_NAMESPACE } from './private/root-namespace';

/** What a {@link MeshNamespace} is made of. */
export interface MeshNamespaceProps {
  /**
   * The namespace's name.
   *
   * @default - the construct path, in the letters that names take.
   */
  readonly name?: string;

  /**
   * How its pods come into the mesh.
   *
   * @default - a sidecar of the default revision, `DataPlane.injection()`.
   */
  readonly dataPlane?: DataPlane;

  /**
   * Whether its workloads want mutual TLS: a PeerAuthentication named `default`.
   *
   * @default - none is made; the mesh's holds, without which both mutual TLS and plain text are taken.
   * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
   */
  readonly mtls?: MutualTlsMode;

  /**
   * Labels besides those of the data plane.
   *
   * @default - the chart's.
   */
  readonly labels?: { [label: string]: string };

  /**
   * Annotations for the Namespace.
   *
   * @default - none.
   */
  readonly annotations?: { [annotation: string]: string };
}

const OWN_LABELS: readonly string[] = Object.values(DATA_PLANE_LABELS);

/**
 * A namespace whose pods are part of the mesh.
 *
 * With both `istio-injection` and `istio.io/rev` on a namespace Istio follows the first and forgets the revision, so that an upgrade by
 * revisions changes nothing; the choice here is one or the other, and a second label that is added later is an error at synth.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/
 */
export class MeshNamespace extends Construct {
  /** The name, for charts and gateways that go there. */
  public readonly name: string;

  /** The Namespace. */
  public readonly namespaceObject: ApiObject;

  /**
   * Whether its workloads want mutual TLS.
   *
   * @default - undefined where `mtls` is left out.
   */
  public readonly peerAuthentication?: PeerAuthentication;

  /**
   * @throws if the name is no RFC 1123 label, `labels` has one of the data plane's, or `mtls` is not for this namespace: in `istio-system`
   * it would be the whole mesh's, and ambient does not know DISABLE.
   */
  public constructor(scope: Construct, id: string, props: MeshNamespaceProps = {}) {
    super(scope, id);
    try {
      const dataPlane = props.dataPlane ?? DataPlane.injection();
      this.name = checkLabelName(patternName(this, props.name), 'the name of a namespace', this.node.path);
      this.checkLabels(props.labels ?? {});
      this.checkMtls(props.mtls, dataPlane);
      this.namespaceObject = new ApiObject(this, 'Namespace', {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: this.name,
          labels: { ...props.labels, ...dataPlane._labels },
          annotations: props.annotations,
        },
      });
      if (this.namespaceObject.metadata.namespace !== undefined) {
        // A Namespace is in none, but cdk8s writes the chart's into every object.
        this.namespaceObject.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
      }
      if (props.mtls !== undefined) {
        this.peerAuthentication = new PeerAuthentication(this, 'PeerAuthentication', {
          metadata: { name: 'default', namespace: this.name },
          mtls: props.mtls,
        });
      }
      this.node.addValidation({ validate: () => this.faults() });
    } catch (error) {
      scope.node.tryRemoveChild(id);
      throw error;
    }
  }

  private checkLabels(labels: { [label: string]: string }): void {
    const own = Object.keys(labels).find((label) => OWN_LABELS.includes(label));
    if (own !== undefined) {
      throw misuse({
        at: this,
        rule: `the label ${own} is for the data plane to set, because Istio heeds only some of those labels at once`,
        received: { [own]: labels[own] },
        fix: 'use `dataPlane`: DataPlane.injection(), .revision(), .tag(), .ambient(), .byPod() or .none()',
      });
    }
  }

  private checkMtls(mtls: MutualTlsMode | undefined, dataPlane: DataPlane): void {
    if (mtls !== undefined && this.name === ROOT_NAMESPACE) {
      throw misuse({
        at: this,
        rule: `a PeerAuthentication in ${ROOT_NAMESPACE} is the whole mesh's`,
        received: mtls,
        fix: 'leave `mtls` out; for the mesh use StrictMtls with MtlsScope.mesh()',
      });
    }
    if (mtls === MutualTlsMode.DISABLE && dataPlane._isAmbient) {
      throw misuse({
        at: this,
        rule: 'ambient takes DISABLE for PERMISSIVE',
        received: mtls,
        fix: 'use MutualTlsMode.PERMISSIVE, or a data plane with sidecars',
      });
    }
  }

  /** What labels that came later, or from the chart, spoil. */
  private faults(): string[] {
    const { injection, revision } = DATA_PLANE_LABELS;
    const [injected, wanted] = [injection, revision].map((label) => this.namespaceObject.metadata.getLabel(label));
    return injected === undefined || wanted === undefined
      ? []
      : [
          `a namespace must not have both ${injection} and ${revision}: Istio follows the first and forgets the revision\n` +
            `  received: ${injection}: ${injected}, ${revision}: ${wanted}\n` +
            '  fix: say it once, with `dataPlane`',
        ];
  }
}
