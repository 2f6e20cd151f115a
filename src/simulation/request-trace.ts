import { Listener } from '../mesh/semantics/server-merge';
import { Cluster } from '../mesh/index/clusters';
import { ServerCredential } from '../mesh/index/server-credential';
import { L4Route } from '../mesh/index/filter-chains';
import { GatewayServer, RejectedGatewayServer } from '../mesh/index/gateway-listener';
import { UnreachableRoute, VirtualHost, VirtualHostRoute } from '../mesh/index/virtual-host';
import { MeshObject } from '../mesh/mesh-object';
import { Transport } from '../mesh/semantics/client-tls';
import { Mismatch } from '../mesh/semantics/request-match';
import { GatewaySpec, HttpMirrorPolicy, HttpRetry } from '../mesh/wire/networking';
import { Request } from './request';

/** What becomes of a connection. */
export type ConnectionResult =
  /** It carries an answer. */
  | 'ok'
  /** Nobody listens on the port. */
  | 'refused'
  /** The TLS handshake fails. */
  | 'tls-error'
  /** It is closed without an answer. */
  | 'closed';

/** What the pod or host that gets the request sees of it. */
export interface UpstreamRequest {
  /** Undefined where no HTTP is read. */
  readonly authority: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly protocol: string;
  /** The server name of the TLS handshake; undefined of plain text. */
  readonly sni?: string;
}

/** The fields of the access log's entry. */
export interface AccessLogEntry {
  readonly authority: string | undefined;
  readonly requestedServerName: string | undefined;
  readonly protocol: string | undefined;
  readonly responseCode: number | undefined;
  readonly responseCodeDetails: string | undefined;
  /** Envoy's response flags, such as `NR` or `UH`; `-` for none. */
  readonly responseFlags: string;
  readonly upstreamCluster: string | undefined;
  readonly routeName: string | undefined;
}

/** One of the ways in which a request may end, and how likely it is. */
export interface Outcome {
  /** Its share of many equal requests, from 0 to 1. */
  readonly share: number;
  readonly connection: ConnectionResult;
  /** The HTTP status that the client gets; undefined where it gets none, or where it is the upstream's to say. */
  readonly status?: number;
  readonly cluster?: string;
  /** `namespace/name` of the workload that answers, or the address of an endpoint. */
  readonly workload?: string;
  readonly upstream?: UpstreamRequest;
  /** How the proxy speaks to the upstream; undefined where there is none. */
  readonly transport?: Transport;
  /** Headers that the proxy sets on the response. */
  readonly responseHeaders: ReadonlyMap<string, string>;
  readonly body?: string;
  readonly location?: string;
  /** Seconds that a fault delays it. */
  readonly delay: number;
  /** Whether it leaves for a host that the mesh does not know; what comes of it there is not known. */
  readonly isPassedThrough: boolean;
  /** Why it ends like this. */
  readonly reason: string;
  /** Undefined where the proxy logs nothing. */
  readonly log?: AccessLogEntry;
}

/** A route that was tried and did not match. */
export interface FailedRoute {
  readonly route: VirtualHostRoute;
  readonly mismatch: Mismatch;
}

/** A destination, and its share of the requests that the route takes. */
export interface DestinationShare {
  readonly share: number;
  /** As access logs have it. */
  readonly clusterName: string;
  /** Undefined where there is no such cluster. */
  readonly cluster: Cluster | undefined;
  /** Why there is none. */
  readonly missing?: string;
}

/** A policy that was asked, and what it said. */
export interface PolicyDecision {
  readonly object: MeshObject;
  /** The rule that matched. */
  readonly rule?: number;
  readonly decision:
    'allowed' | 'denied' | 'audited' | 'not matched' | 'token accepted' | 'token refused' | 'asked outside';
}

/** The way of a request, step by step. */
export interface RequestTrace {
  readonly request: Request;
  /** The Gateways that select the pods that it comes to; none of a request from a pod. */
  readonly gateways: readonly MeshObject<GatewaySpec>[];
  readonly listener?: Listener<MeshObject<GatewaySpec>>;
  /** Servers of those Gateways that the pods don't open. */
  readonly rejectedServers: readonly RejectedGatewayServer[];
  readonly server?: GatewayServer;
  readonly credential?: ServerCredential;
  readonly virtualHost?: VirtualHost;
  /** The routes that were tried before the one that matched. */
  readonly failedRoutes: readonly FailedRoute[];
  /** Routes of the host that nothing of this client can reach. */
  readonly unreachableRoutes: readonly UnreachableRoute[];
  /** The route that matched. */
  readonly route?: VirtualHostRoute;
  /** The `tls` or `tcp` route that takes the connection, where its bytes are passed on as they are. */
  readonly connectionRoute?: L4Route;
  readonly policies: readonly PolicyDecision[];
  readonly destinations: readonly DestinationShare[];
  readonly mirrors: readonly { readonly policy: HttpMirrorPolicy; readonly share: DestinationShare }[];
  /** As Envoy takes it; undefined for none. */
  readonly timeout?: string;
  readonly retries?: HttpRetry;
  /** How it may end; the shares add up to 1. */
  readonly outcomes: readonly Outcome[];
  /** What is not known or not simulated. */
  readonly notes: readonly string[];
}
