import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { misuse } from '../kernel/errors';
import { checkLabelName } from '../kernel/kube-name';
import { MutualTlsMode } from '../security/mutual-tls-mode';
import { PeerAuthentication } from '../security/peer-authentication';
import { MtlsScope } from './mtls-scope';
import { patternName } from './private/pattern-name';
import { ROOT_NAMESPACE } from './private/root-namespace';

/** What a {@link StrictMtls} is made of. */
export interface StrictMtlsProps {
  /**
   * Whose servers take mutual TLS only.
   *
   * @default - the chart's namespace: `MtlsScope.namespace()`.
   */
  readonly scope?: MtlsScope;

  /**
   * Ports that take plain text too (PERMISSIVE) or nothing else (DISABLE), by their numbers on the pods: a Service's target ports, not its
   * own. Istio takes them for workloads only.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/#PeerAuthentication-port_level_mtls
   */
  readonly portExceptions?: { [port: string]: MutualTlsMode };

  /**
   * The root namespace of the mesh, as `rootNamespace` of its mesh config says.
   *
   * @default 'istio-system'
   */
  readonly rootNamespace?: string;

  /**
   * The name of the PeerAuthentication.
   *
   * @default - `default` for the mesh and a namespace; for workloads the construct path.
   */
  readonly name?: string;

  /**
   * Labels besides the chart's.
   *
   * @default - none.
   */
  readonly labels?: { [label: string]: string };

  /**
   * Annotations for the objects.
   *
   * @default - none.
   */
  readonly annotations?: { [annotation: string]: string };
}

/**
 * Servers that take mutual TLS only: a PeerAuthentication with STRICT.
 *
 * Clients without a sidecar or ztunnel, and those in namespaces that are not part of the mesh, lose access. Clients of the mesh follow by
 * themselves, unless a DestinationRule has TLS settings for the host: `DISABLE` or `SIMPLE` there end in failed connections. The probes of
 * the kubelet and the merged metrics on port 15020 go on working.
 *
 * @see https://istio.io/latest/docs/tasks/security/authentication/mtls-migration/
 */
export class StrictMtls extends Construct {
  /** The policy. */
  public readonly peerAuthentication: PeerAuthentication;

  /**
   * @throws if exceptions are not for workloads, or none at all, or the scope means the root namespace without saying that it is the mesh.
   */
  public constructor(scope: Construct, id: string, props: StrictMtlsProps = {}) {
    super(scope, id);
    try {
      const root = checkLabelName(props.rootNamespace ?? ROOT_NAMESPACE, 'the root namespace', this.node.path);
      const range = props.scope ?? MtlsScope.namespace();
      const namespace = range._kind === 'mesh' ? root : (range._namespace ?? Chart.of(this).namespace);
      this.checkRoot(range, namespace, root);
      this.checkExceptions(range, props.portExceptions);
      this.peerAuthentication = new PeerAuthentication(this, 'PeerAuthentication', {
        metadata: {
          name: range._kind === 'workloads' ? patternName(this, props.name) : (props.name ?? 'default'),
          namespace,
          labels: props.labels,
          annotations: props.annotations,
        },
        target: range._target,
        mtls: MutualTlsMode.STRICT,
        portLevelMtls: props.portExceptions,
      });
    } catch (error) {
      scope.node.tryRemoveChild(id);
      throw error;
    }
  }

  private checkRoot(range: MtlsScope, namespace: string | undefined, root: string): void {
    if (range._kind === 'mesh' || namespace !== root) {
      return;
    }
    throw misuse({
      at: this,
      rule:
        range._kind === 'namespace'
          ? "a policy in the root namespace is the whole mesh's"
          : 'a policy for workloads does nothing in the root namespace',
      received: `${range._kind} in ${root}`,
      fix:
        range._kind === 'namespace'
          ? 'say MtlsScope.mesh() if that is meant; otherwise name another namespace'
          : 'run the workloads in another namespace, or make the whole mesh strict with MtlsScope.mesh()',
    });
  }

  private checkExceptions(range: MtlsScope, exceptions: StrictMtlsProps['portExceptions']): void {
    if (exceptions === undefined) {
      return;
    }
    if (range._kind !== 'workloads' || Object.keys(exceptions).length === 0) {
      throw misuse({
        at: this,
        rule: 'portExceptions must name at least one port, of certain workloads: Istio refuses them for a namespace or the mesh',
        received: exceptions,
        fix: "use `scope: MtlsScope.workloads({ app: 'shop' })`, or leave portExceptions out",
      });
    }
    const idle = Object.entries(exceptions).find(
      ([, mode]) => mode !== MutualTlsMode.PERMISSIVE && mode !== MutualTlsMode.DISABLE,
    );
    if (idle !== undefined) {
      throw misuse({
        at: this,
        rule: 'an exception must differ from STRICT, which UNSET would be too',
        received: { [idle[0]]: idle[1] },
        fix: 'use MutualTlsMode.PERMISSIVE or DISABLE, or leave the port out',
      });
    }
  }
}
