import { ClientTlsSettings } from '../wire/networking';

/** How a proxy speaks to an endpoint. */
export type Transport =
  | 'plain text'
  /** TLS with settings of a DestinationRule. */
  | 'TLS'
  /** Mutual TLS with the certificates of the mesh. */
  | 'mutual TLS of the mesh';

/** What the choice of a transport depends on besides the settings of a DestinationRule. */
export interface TransportChoice {
  /** Whether proxies use mutual TLS where they can without being told to. */
  readonly autoMutualTls: boolean;
  /** Whether the service is outside of the mesh. */
  readonly isExternal: boolean;
  /** What PeerAuthentications of the namespace and of the mesh say of the service's namespace. */
  readonly peerMode: 'DISABLE' | 'PERMISSIVE' | 'STRICT';
  /** Whether the endpoint has a sidecar. */
  readonly hasSidecar: boolean;
}

/** How a proxy speaks to an endpoint: as a DestinationRule says; else by mutual TLS of the mesh where both sides can. */
export function transportTo(tls: ClientTlsSettings | undefined, choice: TransportChoice): Transport {
  if (tls !== undefined) {
    const { mode = 'DISABLE' } = tls;
    return mode === 'DISABLE' ? 'plain text' : mode === 'ISTIO_MUTUAL' ? 'mutual TLS of the mesh' : 'TLS';
  }
  const { autoMutualTls, isExternal, peerMode, hasSidecar } = choice;
  return autoMutualTls && !isExternal && hasSidecar && peerMode !== 'DISABLE' ? 'mutual TLS of the mesh' : 'plain text';
}

/** Why an endpoint does not take a transport; undefined where it does. */
export function transportFault(
  transport: Transport,
  { hasSidecar, mode }: { readonly hasSidecar: boolean; readonly mode: 'DISABLE' | 'PERMISSIVE' | 'STRICT' },
): 'plain text is refused' | 'mutual TLS is not understood' | undefined {
  if (!hasSidecar) {
    return transport === 'mutual TLS of the mesh' ? 'mutual TLS is not understood' : undefined;
  }
  if (mode === 'STRICT' && transport !== 'mutual TLS of the mesh') {
    return 'plain text is refused';
  }
  return mode === 'DISABLE' && transport === 'mutual TLS of the mesh' ? 'mutual TLS is not understood' : undefined;
}
