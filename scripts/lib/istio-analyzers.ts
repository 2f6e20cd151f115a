/** One of the analyzers behind `istioctl analyze`, and what this library has for it. */
export interface IstioAnalyzer {
  readonly name: string;
  /** The codes that it reports and that are rules here. */
  readonly codes: readonly string[];
  /** The codes that are no rules here, and why. */
  readonly others?: { readonly codes: readonly string[]; readonly reason: string };
}

const TO_COME = 'decidable, and not written yet';
const OF_THE_CLUSTER = 'tells of what runs in a cluster, of which manifests say nothing';

/** All analyzers of Istio, in the order of their names; validation is one analyzer for each kind and counted once. */
export const ISTIO_ANALYZERS: readonly IstioAnalyzer[] = [
  { name: 'annotations.K8sAnalyzer', codes: [], others: { codes: ['IST0107', 'IST0108', 'IST0125', 'IST0135', 'IST0136'], reason: TO_COME } },
  { name: 'authn.BlockedCIDRsAnalyzer', codes: [], others: { codes: ['IST0175'], reason: TO_COME } },
  { name: 'authz.AuthorizationPoliciesAnalyzer', codes: ['IST0101', 'IST0127'] },
  { name: 'conditions.ConditionAnalyzer', codes: [], others: { codes: ['IST0171'], reason: OF_THE_CLUSTER } },
  { name: 'deployment.ApplicationUIDAnalyzer', codes: ['IST0144'] },
  { name: 'deployment.ServiceAssociationAnalyzer', codes: ['IST0116', 'IST0137'] },
  { name: 'deprecation.FieldAnalyzer', codes: [], others: { codes: ['IST0002'], reason: TO_COME } },
  { name: 'destinationrule.CaCertificateAnalyzer', codes: ['IST0128', 'IST0129'] },
  { name: 'destinationrule.PodNotSelectedAnalyzer', codes: ['IST0173', 'IST0174'] },
  { name: 'envoyfilter.EnvoyPatchAnalyzer', codes: ['IST0151', 'IST0152', 'IST0153', 'IST0154', 'IST0155'] },
  { name: 'externalcontrolplane.ExternalControlPlaneAnalyzer', codes: [], others: { codes: ['IST0163', 'IST0164'], reason: TO_COME } },
  { name: 'gateway.CertificateAnalyzer', codes: ['IST0138'] },
  { name: 'gateway.ConflictingGatewayAnalyzer', codes: ['IST0101', 'IST0145'] },
  { name: 'gateway.IngressGatewayPortAnalyzer', codes: ['IST0101', 'IST0162'] },
  {
    name: 'gateway.SecretAnalyzer',
    codes: ['IST0101'],
    others: { codes: ['IST0161'], reason: 'told in more detail by CDI0014, CDI0015 and CDI0018' },
  },
  { name: 'injection.Analyzer', codes: [], others: { codes: ['IST0102', 'IST0103', 'IST0123', 'IST0148'], reason: TO_COME } },
  { name: 'injection.ImageAnalyzer', codes: [], others: { codes: ['IST0158'], reason: OF_THE_CLUSTER } },
  { name: 'injection.ImageAutoAnalyzer', codes: [], others: { codes: ['IST0146', 'IST0147'], reason: TO_COME } },
  { name: 'k8sgateway.CRDVersionAnalyzer', codes: [], others: { codes: ['IST0156', 'IST0172', 'IST0176'], reason: TO_COME } },
  { name: 'k8sgateway.SelectorAnalyzer', codes: [], others: { codes: ['IST0166'], reason: TO_COME } },
  { name: 'multicluster.MeshNetworksAnalyzer', codes: [], others: { codes: ['IST0126'], reason: TO_COME } },
  { name: 'multicluster.ServiceAnalyzer', codes: [], others: { codes: ['IST0170'], reason: 'compares the Services of several clusters, and a mesh here is one' } },
  { name: 'schema.ValidationAnalyzer', codes: ['IST0106', 'IST0130', 'IST0131', 'IST0133'] },
  { name: 'service.PortNameAnalyzer', codes: ['IST0118', 'IST0150'] },
  { name: 'serviceentry.ConflictingServiceEntryProtocolAnalyzer', codes: ['IST0177'] },
  { name: 'serviceentry.ProtocolAddressesAnalyzer', codes: ['IST0134'] },
  { name: 'sidecar.SelectorAnalyzer', codes: ['IST0101', 'IST0110', 'IST0111'], others: { codes: ['IST0167'], reason: TO_COME } },
  { name: 'telemetry.DefaultSelectorAnalyzer', codes: ['IST0160'] },
  { name: 'telemetry.LightstepAnalyzer', codes: [], others: { codes: ['IST0002'], reason: TO_COME } },
  { name: 'telemetry.ProviderAnalyzer', codes: ['IST0157'] },
  { name: 'telemetry.SelectorAnalyzer', codes: ['IST0101', 'IST0159'] },
  { name: 'virtualservice.ConflictingMeshGatewayHostsAnalyzer', codes: ['IST0109'] },
  { name: 'virtualservice.DestinationHostAnalyzer', codes: ['IST0101', 'IST0112', 'IST0140'] },
  { name: 'virtualservice.DestinationRuleAnalyzer', codes: ['IST0101'] },
  { name: 'virtualservice.GatewayAnalyzer', codes: ['IST0101', 'IST0132', 'IST0165'] },
  { name: 'virtualservice.JWTClaimRouteAnalyzer', codes: ['IST0149'] },
  { name: 'webhook.Analyzer', codes: [], others: { codes: ['IST0139'], reason: TO_COME } },
];
