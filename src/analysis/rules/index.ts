import { Rule } from '../rule';
import { POLICY_NOT_AT_WAYPOINT } from './ambient/cdi0701-policy-not-at-waypoint';
import { SIDECAR_IN_AMBIENT_MODE } from './ambient/cdi0702-sidecar-in-ambient-mode';
import { UNKNOWN_WAYPOINT } from './ambient/cdi0703-unknown-waypoint';
import { CREDENTIAL_RULES } from './credential';
import { UNPROVABLE_NAME } from './credential/cdi0038-unprovable-name';
import { ISSUER_IN_OTHER_NAMESPACE } from './credential/cdi0039-issuer-in-other-namespace';
import { CREDENTIAL_BESIDE_APPLICATION } from './credential/cdi0040-credential-beside-application';
import { SUBSET_OUTSIDE_SERVICE } from './destination/cdi0301-subset-outside-service';
import { CONFLICTING_DESTINATION_RULES } from './destination/cdi0302-conflicting-destination-rules';
import { EXPORT_WITHOUT_EFFECT } from './destination/cdi0303-export-without-effect';
import { PLAIN_TEXT_TO_STRICT } from './destination/cdi0304-plain-text-to-strict';
import { MUTUAL_TLS_TO_PLAIN_TEXT } from './destination/cdi0305-mutual-tls-to-plain-text';
import { MUTUAL_TLS_OUTSIDE_MESH } from './destination/cdi0306-mutual-tls-outside-mesh';
import { OUTLIER_DETECTION_NEVER_EJECTS } from './destination/cdi0307-outlier-detection-never-ejects';
import { FAILOVER_WITHOUT_OUTLIER_DETECTION } from './destination/cdi0308-failover-without-outlier-detection';
import { SETTING_FOR_UNKNOWN_PORT } from './destination/cdi0309-setting-for-unknown-port';
import { PORT_SETTING_DROPS_TLS } from './destination/cdi0310-port-setting-drops-tls';
import { HTTP_HASH_ON_TCP } from './destination/cdi0311-http-hash-on-tcp';
import { OUTLIER_DETECTION_OF_ONE_ENDPOINT } from './destination/cdi0312-outlier-detection-of-one-endpoint';
import { TLS_HOST_CLAIMED_TWICE } from './gateway/cdi0101-tls-host-claimed-twice';
import { CONFLICTING_PROTOCOLS } from './gateway/cdi0102-conflicting-protocols';
import { SNI_CLAIMED_BY_NAMESPACES } from './gateway/cdi0103-sni-claimed-by-namespaces';
import { GATEWAY_WITHOUT_SELECTOR } from './gateway/cdi0104-gateway-without-selector';
import { SELECTOR_REACHES_OTHER_NAMESPACES } from './gateway/cdi0105-selector-reaches-other-namespaces';
import { REDIRECT_WITHOUT_HTTPS } from './gateway/cdi0106-redirect-without-https';
import { REDIRECT_BEHIND_TLS_TERMINATION } from './gateway/cdi0107-redirect-behind-tls-termination';
import { ACME_CHALLENGE_UNDER_REDIRECT } from './gateway/cdi0108-acme-challenge-under-redirect';
import { DUPLICATE_SERVER_NAME } from './gateway/cdi0109-duplicate-server-name';
import { PROTOCOL_OF_OTHER_PORT } from './gateway/cdi0110-protocol-of-other-port';
import { IMPOSSIBLE_TLS_VERSIONS } from './gateway/cdi0111-impossible-tls-versions';
import { CLIENT_CHECKS_WITHOUT_MUTUAL_TLS } from './gateway/cdi0112-client-checks-without-mutual-tls';
import { UNKNOWN_PARENT } from './gateway-api/cdi0601-unknown-parent';
import { UNKNOWN_BACKEND } from './gateway-api/cdi0602-unknown-backend';
import { UNGRANTED_BACKEND } from './gateway-api/cdi0603-ungranted-backend';
import { ISTIO_RULES } from './istio';
import { UNREADABLE_MANIFEST } from './manifests/cdi0001-unreadable-manifest';
import { REFUSED_BY_API_SERVER } from './manifests/cdi0002-refused-by-api-server';
import { UNKNOWN_FIELD } from './manifests/cdi0003-unknown-field';
import { DUPLICATE_OBJECT } from './manifests/cdi0004-duplicate-object';
import { UNKNOWN_NAMESPACE } from './manifests/cdi0037-unknown-namespace';
import { SHADOWED_ROUTE } from './route/cdi0201-shadowed-route';
import { OVERLAPPING_VIRTUAL_SERVICES } from './route/cdi0202-overlapping-virtual-services';
import { HOST_OUTSIDE_GATEWAYS } from './route/cdi0203-host-outside-gateways';
import { ROUTES_OF_OTHER_PROTOCOL } from './route/cdi0204-routes-of-other-protocol';
import { MATCH_OF_OTHER_GATEWAY } from './route/cdi0205-match-of-other-gateway';
import { MATCH_OF_UNKNOWN_PORT } from './route/cdi0206-match-of-unknown-port';
import { HIDDEN_FROM_GATEWAY } from './route/cdi0208-hidden-from-gateway';
import { DESTINATION_HIDDEN_FROM_GATEWAY } from './route/cdi0209-destination-hidden-from-gateway';
import { SUBSET_OUT_OF_SCOPE } from './route/cdi0210-subset-out-of-scope';
import { MISSING_TLS_ORIGINATION } from './route/cdi0211-missing-tls-origination';
import { DOUBLE_TLS } from './route/cdi0212-double-tls';
import { REDIRECT_LOOP } from './route/cdi0213-redirect-loop';
import { UNSUPPORTED_REDIRECT_CODE } from './route/cdi0214-unsupported-redirect-code';
import { REWRITE_WITHOUT_BORDER } from './route/cdi0215-rewrite-without-border';
import { REWRITE_BREAKS_PATH } from './route/cdi0216-rewrite-breaks-path';
import { LITERAL_REWRITE_REFERENCE } from './route/cdi0217-literal-rewrite-reference';
import { PATH_WITHOUT_SLASH } from './route/cdi0218-path-without-slash';
import { REGEX_NEVER_MATCHES } from './route/cdi0219-regex-never-matches';
import { REGEX_OF_PLAIN_TEXT } from './route/cdi0220-regex-of-plain-text';
import { METHOD_NEVER_MATCHES } from './route/cdi0221-method-never-matches';
import { RETRIES_BEYOND_TIMEOUT } from './route/cdi0222-retries-beyond-timeout';
import { FAULT_BESIDE_RETRIES } from './route/cdi0223-fault-beside-retries';
import { FAULT_NEVER_INJECTED } from './route/cdi0224-fault-never-injected';
import { MIRROR_NEVER_SENT } from './route/cdi0225-mirror-never-sent';
import { MIRROR_OF_DESTINATION } from './route/cdi0226-mirror-of-destination';
import { MISSING_WEIGHT } from './route/cdi0227-missing-weight';
import { INEFFECTIVE_WEIGHT } from './route/cdi0228-ineffective-weight';
import { WEIGHTS_NOT_HUNDRED } from './route/cdi0229-weights-not-hundred';
import { DUPLICATE_DESTINATION } from './route/cdi0230-duplicate-destination';
import { MISSING_DELEGATE } from './route/cdi0231-missing-delegate';
import { DELEGATE_WITH_HOSTS } from './route/cdi0232-delegate-with-hosts';
import { DELEGATE_NOT_EXPORTED } from './route/cdi0233-delegate-not-exported';
import { DELEGATE_ROUTE_DROPPED } from './route/cdi0234-delegate-route-dropped';
import { UNUSED_DELEGATE } from './route/cdi0235-unused-delegate';
import { CREDENTIALS_FOR_ANY_ORIGIN } from './route/cdi0236-credentials-for-any-origin';
import { UNREACHED_CONNECTION_ROUTE } from './route/cdi0237-unreached-connection-route';
import { URI_WITH_QUERY } from './route/cdi0238-uri-with-query';
import { ORIGIN_NEVER_MATCHES } from './route/cdi0239-origin-never-matches';
import { ROUTES_OF_OTHER_PORT } from './route/cdi0240-routes-of-other-port';
import { HIDDEN_BY_SIDECAR } from './route/cdi0241-hidden-by-sidecar';
import { ASTERISK_IN_PATH } from './route/cdi0242-asterisk-in-path';
import { GRPC_ON_HTTP1_PORT } from './service/cdi0410-grpc-on-http1-port';
import { ROOT_SIDECAR_WITH_SELECTOR } from './service/cdi0411-root-sidecar-with-selector';
import { OUTBOUND_POLICY_WITHOUT_MODE } from './service/cdi0412-outbound-policy-without-mode';
import { HTTP_RULE_ON_TCP } from './security/cdi0501-http-rule-on-tcp';
import { HTTP_DENIAL_ON_TCP } from './security/cdi0502-http-denial-on-tcp';
import { IDENTITY_WITHOUT_MUTUAL_TLS } from './security/cdi0503-identity-without-mutual-tls';
import { UNMATCHABLE_OPERATION } from './security/cdi0504-unmatchable-operation';
import { UNMATCHABLE_PRINCIPAL } from './security/cdi0505-unmatchable-principal';
import { POLICY_WITHOUT_RULES } from './security/cdi0506-policy-without-rules';
import { SEVERAL_WIDE_PEER_AUTHENTICATIONS } from './security/cdi0507-several-wide-peer-authentications';
import { OVERLAPPING_PEER_AUTHENTICATIONS } from './security/cdi0508-overlapping-peer-authentications';
import { ROOT_PEER_AUTHENTICATION_WITH_SELECTOR } from './security/cdi0509-root-peer-authentication-with-selector';
import { POLICY_WITHOUT_WORKLOAD } from './security/cdi0510-policy-without-workload';
import { MUTUAL_TLS_OF_SERVICE_PORT } from './security/cdi0511-mutual-tls-of-service-port';
import { TOKEN_NOT_REQUIRED } from './security/cdi0512-token-not-required';
import { INSECURE_JWKS_URI } from './security/cdi0513-insecure-jwks-uri';
import { CONTRADICTING_RULE } from './security/cdi0514-contradicting-rule';
import { AUTHORIZATION_OF_SERVICE_PORT } from './security/cdi0515-authorization-of-service-port';
import { UNKNOWN_SERVICE_ACCOUNT } from './security/cdi0516-unknown-service-account';
import { HTTP_ROUTE_ON_TCP_PORT } from './service/cdi0401-http-route-on-tcp-port';
import { TCP_ROUTE_ON_HTTP_PORT } from './service/cdi0402-tcp-route-on-http-port';
import { ROUTE_TO_UDP_PORT } from './service/cdi0403-route-to-udp-port';
import { CONFLICTING_RESOLUTIONS } from './service/cdi0404-conflicting-resolutions';
import { OVERLAPPING_ADDRESSES } from './service/cdi0405-overlapping-addresses';
import { STATIC_WITHOUT_ENDPOINTS } from './service/cdi0406-static-without-endpoints';
import { SERVICE_ENTRY_WITHOUT_WORKLOAD } from './service/cdi0407-service-entry-without-workload';
import { UNKNOWN_TARGET_PORT } from './service/cdi0408-unknown-target-port';
import { SIDECAR_HOST_UNKNOWN } from './service/cdi0409-sidecar-host-unknown';

/** Every rule, in the order of their codes. */
export const RULES: readonly Rule[] = [
  UNREADABLE_MANIFEST,
  REFUSED_BY_API_SERVER,
  UNKNOWN_FIELD,
  DUPLICATE_OBJECT,
  ...CREDENTIAL_RULES,
  UNKNOWN_NAMESPACE,
  UNPROVABLE_NAME,
  ISSUER_IN_OTHER_NAMESPACE,
  CREDENTIAL_BESIDE_APPLICATION,
  TLS_HOST_CLAIMED_TWICE,
  CONFLICTING_PROTOCOLS,
  SNI_CLAIMED_BY_NAMESPACES,
  GATEWAY_WITHOUT_SELECTOR,
  SELECTOR_REACHES_OTHER_NAMESPACES,
  REDIRECT_WITHOUT_HTTPS,
  REDIRECT_BEHIND_TLS_TERMINATION,
  ACME_CHALLENGE_UNDER_REDIRECT,
  DUPLICATE_SERVER_NAME,
  PROTOCOL_OF_OTHER_PORT,
  IMPOSSIBLE_TLS_VERSIONS,
  CLIENT_CHECKS_WITHOUT_MUTUAL_TLS,
  SHADOWED_ROUTE,
  OVERLAPPING_VIRTUAL_SERVICES,
  HOST_OUTSIDE_GATEWAYS,
  ROUTES_OF_OTHER_PROTOCOL,
  MATCH_OF_OTHER_GATEWAY,
  MATCH_OF_UNKNOWN_PORT,
  HIDDEN_FROM_GATEWAY,
  DESTINATION_HIDDEN_FROM_GATEWAY,
  SUBSET_OUT_OF_SCOPE,
  MISSING_TLS_ORIGINATION,
  DOUBLE_TLS,
  REDIRECT_LOOP,
  UNSUPPORTED_REDIRECT_CODE,
  REWRITE_WITHOUT_BORDER,
  REWRITE_BREAKS_PATH,
  LITERAL_REWRITE_REFERENCE,
  PATH_WITHOUT_SLASH,
  REGEX_NEVER_MATCHES,
  REGEX_OF_PLAIN_TEXT,
  METHOD_NEVER_MATCHES,
  RETRIES_BEYOND_TIMEOUT,
  FAULT_BESIDE_RETRIES,
  FAULT_NEVER_INJECTED,
  MIRROR_NEVER_SENT,
  MIRROR_OF_DESTINATION,
  MISSING_WEIGHT,
  INEFFECTIVE_WEIGHT,
  WEIGHTS_NOT_HUNDRED,
  DUPLICATE_DESTINATION,
  MISSING_DELEGATE,
  DELEGATE_WITH_HOSTS,
  DELEGATE_NOT_EXPORTED,
  DELEGATE_ROUTE_DROPPED,
  UNUSED_DELEGATE,
  CREDENTIALS_FOR_ANY_ORIGIN,
  UNREACHED_CONNECTION_ROUTE,
  URI_WITH_QUERY,
  ORIGIN_NEVER_MATCHES,
  ROUTES_OF_OTHER_PORT,
  HIDDEN_BY_SIDECAR,
  ASTERISK_IN_PATH,
  SUBSET_OUTSIDE_SERVICE,
  CONFLICTING_DESTINATION_RULES,
  EXPORT_WITHOUT_EFFECT,
  PLAIN_TEXT_TO_STRICT,
  MUTUAL_TLS_TO_PLAIN_TEXT,
  MUTUAL_TLS_OUTSIDE_MESH,
  OUTLIER_DETECTION_NEVER_EJECTS,
  FAILOVER_WITHOUT_OUTLIER_DETECTION,
  SETTING_FOR_UNKNOWN_PORT,
  PORT_SETTING_DROPS_TLS,
  HTTP_HASH_ON_TCP,
  OUTLIER_DETECTION_OF_ONE_ENDPOINT,
  HTTP_ROUTE_ON_TCP_PORT,
  TCP_ROUTE_ON_HTTP_PORT,
  ROUTE_TO_UDP_PORT,
  CONFLICTING_RESOLUTIONS,
  OVERLAPPING_ADDRESSES,
  STATIC_WITHOUT_ENDPOINTS,
  SERVICE_ENTRY_WITHOUT_WORKLOAD,
  UNKNOWN_TARGET_PORT,
  SIDECAR_HOST_UNKNOWN,
  GRPC_ON_HTTP1_PORT,
  ROOT_SIDECAR_WITH_SELECTOR,
  OUTBOUND_POLICY_WITHOUT_MODE,
  HTTP_RULE_ON_TCP,
  HTTP_DENIAL_ON_TCP,
  IDENTITY_WITHOUT_MUTUAL_TLS,
  UNMATCHABLE_OPERATION,
  UNMATCHABLE_PRINCIPAL,
  POLICY_WITHOUT_RULES,
  SEVERAL_WIDE_PEER_AUTHENTICATIONS,
  OVERLAPPING_PEER_AUTHENTICATIONS,
  ROOT_PEER_AUTHENTICATION_WITH_SELECTOR,
  POLICY_WITHOUT_WORKLOAD,
  MUTUAL_TLS_OF_SERVICE_PORT,
  TOKEN_NOT_REQUIRED,
  INSECURE_JWKS_URI,
  CONTRADICTING_RULE,
  AUTHORIZATION_OF_SERVICE_PORT,
  UNKNOWN_SERVICE_ACCOUNT,
  UNKNOWN_PARENT,
  UNKNOWN_BACKEND,
  UNGRANTED_BACKEND,
  POLICY_NOT_AT_WAYPOINT,
  SIDECAR_IN_AMBIENT_MODE,
  UNKNOWN_WAYPOINT,
  ...ISTIO_RULES,
];
