import { Rule } from '../../rule';
import { DEPRECATED } from './ist0002-deprecated';
import { REFERENCED_RESOURCE_NOT_FOUND } from './ist0101-referenced-resource-not-found';
import { NAMESPACE_NOT_INJECTED } from './ist0102-namespace-not-injected';
import { POD_WITHOUT_PROXY } from './ist0103-pod-without-proxy';
import { SCHEMA_VALIDATION_ERROR } from './ist0106-schema-validation-error';
import { MISPLACED_ANNOTATION } from './ist0107-misplaced-annotation';
import { UNKNOWN_ANNOTATION } from './ist0108-unknown-annotation';
import { CONFLICTING_MESH_HOSTS } from './ist0109-conflicting-mesh-hosts';
import { CONFLICTING_SIDECARS } from './ist0110-conflicting-sidecars';
import { SEVERAL_DEFAULT_SIDECARS } from './ist0111-several-default-sidecars';
import { PORT_SELECTOR_REQUIRED } from './ist0112-port-selector-required';
import { SEVERAL_PROTOCOLS } from './ist0116-several-protocols';
import { PORT_NAME } from './ist0118-port-name';
import { SEVERAL_INJECTION_LABELS } from './ist0123-several-injection-labels';
import { INVALID_ANNOTATION } from './ist0125-invalid-annotation';
import { UNKNOWN_REGISTRY } from './ist0126-unknown-registry';
import { POLICY_WITHOUT_WORKLOADS } from './ist0127-policy-without-workloads';
import { UNVERIFIED_SERVER } from './ist0128-unverified-server';
import { UNVERIFIED_SERVER_PORT } from './ist0129-unverified-server-port';
import { UNREACHABLE_RULE } from './ist0130-unreachable-rule';
import { INEFFECTIVE_MATCH } from './ist0131-ineffective-match';
import { HOST_NOT_IN_GATEWAY } from './ist0132-host-not-in-gateway';
import { SCHEMA_WARNING } from './ist0133-schema-warning';
import { ADDRESSES_REQUIRED } from './ist0134-addresses-required';
import { DEPRECATED_ANNOTATION } from './ist0135-deprecated-annotation';
import { CONFLICTING_TARGET_PORTS } from './ist0137-conflicting-target-ports';
import { DUPLICATE_CERTIFICATE } from './ist0138-duplicate-certificate';
import { INVALID_WEBHOOK } from './ist0139-invalid-webhook';
import { INEFFECTIVE_INGRESS_RULES } from './ist0140-ineffective-ingress-rules';
import { RESERVED_USER } from './ist0144-reserved-user';
import { CONFLICTING_GATEWAYS } from './ist0145-conflicting-gateways';
import { AUTO_IMAGE_WITHOUT_INJECTION } from './ist0146-auto-image-without-injection';
import { AUTO_IMAGE_NOT_INJECTED } from './ist0147-auto-image-not-injected';
import { INJECTED_BY_DEFAULT } from './ist0148-injected-by-default';
import { CLAIMS_WITHOUT_AUTHENTICATION } from './ist0149-claims-without-authentication';
import { EXTERNAL_NAME_PORT_NAME } from './ist0150-external-name-port-name';
import { RELATIVE_PATCH } from './ist0151-relative-patch';
import { REPLACE_PATCH } from './ist0152-replace-patch';
import { ADD_PATCH } from './ist0153-add-patch';
import { REMOVE_PATCH } from './ist0154-remove-patch';
import { RELATIVE_PATCH_WITH_VERSION } from './ist0155-relative-patch-with-version';
import { UNSUPPORTED_GATEWAY_API } from './ist0156-unsupported-gateway-api';
import { LOG_WITHOUT_PROVIDER } from './ist0157-log-without-provider';
import { OTHER_PROXY_IMAGE } from './ist0158-other-proxy-image';
import { CONFLICTING_TELEMETRIES } from './ist0159-conflicting-telemetries';
import { SEVERAL_DEFAULT_TELEMETRIES } from './ist0160-several-default-telemetries';
import { INVALID_CREDENTIAL } from './ist0161-invalid-credential';
import { GATEWAY_PORT_NOT_ON_SERVICE } from './ist0162-gateway-port-not-on-service';
import { EXTERNAL_CONTROL_PLANE } from './ist0163-external-control-plane';
import { CONTROL_PLANE_ADDRESS } from './ist0164-control-plane-address';
import { INTERNAL_GATEWAY } from './ist0165-internal-gateway';
import { INEFFECTIVE_SELECTOR } from './ist0166-ineffective-selector';
import { INEFFECTIVE_SIDECAR } from './ist0167-ineffective-sidecar';
import { NEGATIVE_CONDITION } from './ist0171-negative-condition';
import { OUTDATED_GATEWAY_API } from './ist0172-outdated-gateway-api';
import { SUBSET_WITHOUT_PODS } from './ist0173-subset-without-pods';
import { UNKNOWN_DESTINATION_RULE_HOST } from './ist0174-unknown-destination-rule-host';
import { UNRESTRICTED_JWKS } from './ist0175-unrestricted-jwks';
import { GATEWAY_API_TOO_OLD } from './ist0176-gateway-api-too-old';
import { CONFLICTING_ENTRY_PROTOCOLS } from './ist0177-conflicting-entry-protocols';

/** The rules that Istio has too, in the order of their codes. */
export const ISTIO_RULES: readonly Rule[] = [
  DEPRECATED,
  REFERENCED_RESOURCE_NOT_FOUND,
  NAMESPACE_NOT_INJECTED,
  POD_WITHOUT_PROXY,
  SCHEMA_VALIDATION_ERROR,
  MISPLACED_ANNOTATION,
  UNKNOWN_ANNOTATION,
  CONFLICTING_MESH_HOSTS,
  CONFLICTING_SIDECARS,
  SEVERAL_DEFAULT_SIDECARS,
  PORT_SELECTOR_REQUIRED,
  SEVERAL_PROTOCOLS,
  PORT_NAME,
  SEVERAL_INJECTION_LABELS,
  INVALID_ANNOTATION,
  UNKNOWN_REGISTRY,
  POLICY_WITHOUT_WORKLOADS,
  UNVERIFIED_SERVER,
  UNVERIFIED_SERVER_PORT,
  UNREACHABLE_RULE,
  INEFFECTIVE_MATCH,
  HOST_NOT_IN_GATEWAY,
  SCHEMA_WARNING,
  ADDRESSES_REQUIRED,
  DEPRECATED_ANNOTATION,
  CONFLICTING_TARGET_PORTS,
  DUPLICATE_CERTIFICATE,
  INVALID_WEBHOOK,
  INEFFECTIVE_INGRESS_RULES,
  RESERVED_USER,
  CONFLICTING_GATEWAYS,
  AUTO_IMAGE_WITHOUT_INJECTION,
  AUTO_IMAGE_NOT_INJECTED,
  INJECTED_BY_DEFAULT,
  CLAIMS_WITHOUT_AUTHENTICATION,
  EXTERNAL_NAME_PORT_NAME,
  RELATIVE_PATCH,
  REPLACE_PATCH,
  ADD_PATCH,
  REMOVE_PATCH,
  RELATIVE_PATCH_WITH_VERSION,
  UNSUPPORTED_GATEWAY_API,
  LOG_WITHOUT_PROVIDER,
  OTHER_PROXY_IMAGE,
  CONFLICTING_TELEMETRIES,
  SEVERAL_DEFAULT_TELEMETRIES,
  INVALID_CREDENTIAL,
  GATEWAY_PORT_NOT_ON_SERVICE,
  EXTERNAL_CONTROL_PLANE,
  CONTROL_PLANE_ADDRESS,
  INTERNAL_GATEWAY,
  INEFFECTIVE_SELECTOR,
  INEFFECTIVE_SIDECAR,
  NEGATIVE_CONDITION,
  OUTDATED_GATEWAY_API,
  SUBSET_WITHOUT_PODS,
  UNKNOWN_DESTINATION_RULE_HOST,
  UNRESTRICTED_JWKS,
  GATEWAY_API_TOO_OLD,
  CONFLICTING_ENTRY_PROTOCOLS,
];
