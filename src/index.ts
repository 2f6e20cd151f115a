// What is public, and nothing else. L1 is in namespaces, one for each API group; everything else is at the top.

export * as extensions from '../imports/extensions';
export * as networking from '../imports/networking';
export * as security from '../imports/security';
export * as telemetry from '../imports/telemetry';

export { IstioApi, IstioApiVersion } from './kernel/api-version';
export { IIstioResource, IstioResource, IstioResourceProps } from './kernel/istio-resource';
export { Protocol } from './kernel/protocol';
export { StringMatch, StringMatchKind } from './kernel/string-match';

export { BoundCredential, BoundCredentialProps } from './credentials/bound-credential';
export { CertificateStore } from './credentials/certificate-store';
export { ClientCa } from './credentials/client-ca';
export { CredentialBindOptions, IBoundCredential, ICredential } from './credentials/credential-interface';
export {
  CredentialSecretProps,
  FileCredentialProps,
  PemCredentialProps,
  SelfSignedCredentialProps,
} from './credentials/credential-props';
export { Credential } from './credentials/credential';
export { RsaKeySize } from './credentials/rsa-key-size';
export { SecretForm } from './credentials/secret-form';

export { Backend, BackendOptions, NamedBackendOptions } from './networking/backend';
export { CipherSuite } from './networking/cipher-suite';
export {
  ClientTls,
  ClientTlsOptions,
  FileTlsOptions,
  MutualTlsFilesOptions,
  SimpleTlsOptions,
} from './networking/client-tls';
export { ConnectionPool } from './networking/connection-pool';
export { ConsistentHashAlgorithm, MaglevOptions, RingHashOptions } from './networking/consistent-hash-algorithm';
export { ConsistentHash, ConsistentHashOptions, HashCookie, HashCookieAttribute } from './networking/consistent-hash';
export { CorsMethod, CorsPolicy, UnmatchedPreflights } from './networking/cors-policy';
export {
  DestinationRule,
  DestinationRuleProps,
  DestinationRuleReferenceOptions,
  IDestinationRule,
} from './networking/destination-rule';
export { Destination, DestinationOptions } from './networking/destination';
export { ExportTo } from './networking/export-to';
export { FaultAbort } from './networking/fault-abort';
export { FaultDelay } from './networking/fault-delay';
export { GatewayWorkload, GatewayWorkloadProps, IGatewayWorkload } from './networking/gateway-workload';
export { Gateway, GatewayProps, GatewayReferenceOptions, IGateway } from './networking/gateway';
export { GrpcStatus } from './networking/grpc-status';
export { HeaderOperations, HttpHeaders } from './networking/header-operations';
export { H2UpgradePolicy, Http2KeepAlive, HttpConnectionPool } from './networking/http-connection-pool';
export { HttpDirectResponse } from './networking/http-direct-response';
export { HttpFault } from './networking/http-fault';
export { HttpMatchConditions } from './networking/http-match-conditions';
export { HttpMatch } from './networking/http-match';
export { HttpMirror } from './networking/http-mirror';
export {
  HttpRedirect,
  HttpRedirectOptions,
  RedirectCode,
  RedirectPort,
  RedirectScheme,
} from './networking/http-redirect';
export { HttpRetry, HttpRetryOptions } from './networking/http-retry';
export { HttpRewrite, HttpRewriteOptions } from './networking/http-rewrite';
export { HttpForwardOptions, HttpRouteOptions } from './networking/http-route-options';
export { HttpRoute } from './networking/http-route';
export { L4Match } from './networking/l4-match';
export { LoadBalancer, LoadBalancerOptions, WarmupLoadBalancerOptions } from './networking/load-balancer';
export {
  LocalityDistribution,
  LocalityFailover,
  LocalityFailoverOptions,
  LocalityLoadBalancer,
} from './networking/locality-load-balancer';
export { OutlierDetection } from './networking/outlier-detection';
export { PortTrafficPolicy, PortTrafficPolicySettings } from './networking/port-traffic-policy';
export { ProxyProtocolVersion } from './networking/proxy-protocol-version';
export { RetryBudget } from './networking/retry-budget';
export { RetryOn } from './networking/retry-on';
export { RouteDestination } from './networking/route-destination';
export { RouteOrder } from './networking/route-order';
export { CertificateFiles, ServerCertificate } from './networking/server-certificate';
export { ClientVerificationOptions, ServerTls, ServerTlsOptions } from './networking/server-tls';
export { Server, ServerOptions } from './networking/server';
export { ISubset, SubsetOptions, SubsetProps } from './networking/subset';
export { TcpConnectionPool, TcpKeepalive } from './networking/tcp-connection-pool';
export { TcpMatch } from './networking/tcp-match';
export { TcpRoute, TcpRouteOptions } from './networking/tcp-route';
export { TlsMatch } from './networking/tls-match';
export { TlsRoute, TlsRouteOptions } from './networking/tls-route';
export { TlsVersion } from './networking/tls-version';
export { TrafficPolicy } from './networking/traffic-policy';
export { Tunnel, TunnelProtocol } from './networking/tunnel';
export { IVirtualService } from './networking/virtual-service-reference';
export { VirtualService, VirtualServiceProps, VirtualServiceReferenceOptions } from './networking/virtual-service';
export { Warmup } from './networking/warmup';
export { WeightedDestination } from './networking/weighted-destination';
export { ZoneAwareLoadBalancer, ZoneAwareLoadBalancerOptions } from './networking/zone-aware-load-balancer';

export { ClientCertificateOptions, ClientCertificates } from './patterns/client-certificates';
export { IngressRouteOptions } from './patterns/ingress-route';
export { PlainHttp } from './patterns/plain-http';
export { IngressSubset, SecureIngressNames, SecureIngressProps } from './patterns/secure-ingress-props';
export { SecureIngress } from './patterns/secure-ingress';
