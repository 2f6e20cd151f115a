import { Construct } from 'constructs';
import * as security from '../../imports/security';
import { misuse } from '../kernel/errors';
import { IstioResource, IstioResourceProps } from '../kernel/istio-resource';
import { checkObjectName } from '../kernel/kube-name';
import { PolicyTarget } from '../kernel/policy-target';
import { MutualTlsMode } from './mutual-tls-mode';

/** What a {@link PeerAuthentication} is made of. */
export interface PeerAuthenticationProps extends IstioResourceProps {
  /**
   * The pods that it holds for, by labels; this kind knows no others.
   *
   * @default - all workloads of its namespace; from the root namespace, of the mesh.
   * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/#PeerAuthentication-selector
   */
  readonly target?: PolicyTarget;

  /**
   * Whether they want mutual TLS.
   *
   * @default - as the next wider policy says, without which both mutual TLS and plain text are taken.
   * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/#PeerAuthentication-mtls
   */
  readonly mtls?: MutualTlsMode;

  /**
   * Ports that differ from that, by their numbers on the pods: a Service's target ports, not its own. It needs a target.
   *
   * @default - all ports alike.
   * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/#PeerAuthentication-port_level_mtls
   */
  readonly portLevelMtls?: { [port: string]: MutualTlsMode };
}

const PORT = /^[1-9]\d{0,4}$/;
const GREATEST_PORT = 65535;

/**
 * Whether workloads want mutual TLS from their clients.
 *
 * The narrowest policy decides: of a workload, its namespace, the mesh; of two as narrow, the older one. A policy with a target in the root
 * namespace does nothing. Only STRICT keeps plain text out. It is about what servers take: clients of the mesh follow it by themselves
 * unless a DestinationRule has TLS settings, and those outside the mesh can't.
 *
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 */
export class PeerAuthentication extends IstioResource {
  private readonly spec: security.PeerAuthenticationSpec;

  /**
   * @throws if its name is malformed, it sets no mode at all, the target is not chosen by labels, or `portLevelMtls` is empty, has no
   * target, or a key that is no port number.
   */
  public constructor(scope: Construct, id: string, props: PeerAuthenticationProps) {
    super(scope, id, security.PeerAuthentication, props);
    checkObjectName(this.name, 'the name of a PeerAuthentication', this.node.path);
    if (props.mtls === undefined && props.portLevelMtls === undefined && props.overrides === undefined) {
      throw misuse({
        at: this,
        rule: 'a PeerAuthentication without a mode changes nothing; it does not switch mutual TLS on',
        received: props,
        fix: 'give `mtls: MutualTlsMode.STRICT`, or UNSET to leave it to the wider policies',
      });
    }
    this.spec = {
      ...props.target?._render(
        { owner: this, namespace: this.namespace },
        { kind: 'PeerAuthentication', targetRefs: false, targetRef: false },
      ),
      mtls: props.mtls === undefined ? undefined : { mode: modeOf(props.mtls) },
      portLevelMtls: this.renderPorts(props),
    };
  }

  private renderPorts(props: PeerAuthenticationProps): security.PeerAuthenticationSpec['portLevelMtls'] {
    if (props.portLevelMtls === undefined) {
      return undefined;
    }
    const ports = Object.entries(props.portLevelMtls);
    if (props.target === undefined || ports.length === 0) {
      throw misuse({
        at: this,
        rule: 'portLevelMtls must name at least one port, of the workloads of a target: Istio refuses it for a namespace or the mesh',
        received: props.portLevelMtls,
        fix: 'add `target: PolicyTarget.workloads({ label: value })`, or leave portLevelMtls out',
      });
    }
    const wrong = ports.find(([port]) => !PORT.test(port) || Number(port) > GREATEST_PORT);
    if (wrong !== undefined) {
      throw misuse({
        at: this,
        rule: 'the keys of portLevelMtls must be port numbers',
        received: wrong[0],
        fix: 'give whole numbers from 1 to 65535, without zeros before them',
      });
    }
    return Object.fromEntries(ports.map(([port, mode]) => [port, { mode: modeOf(mode) }]));
  }

  /** @internal */
  protected override _renderSpec(): security.PeerAuthenticationSpec {
    return this.spec;
  }
}

function modeOf(mode: MutualTlsMode): security.PeerAuthenticationMutualTlsMode {
  return security.PeerAuthenticationMutualTlsMode[mode];
}
