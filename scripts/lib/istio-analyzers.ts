/** One of the analyzers behind `istioctl analyze`, and what this library has for it. */
export interface IstioAnalyzer {
  readonly name: string;
  /** The codes that it reports and that are rules here. */
  readonly codes: readonly string[];
  /** The codes that are no rules here, and why. */
  readonly others?: { readonly codes: readonly string[]; readonly reason: string };
}


/** All analyzers of Istio, in the order of their names; validation is one analyzer for each kind and counted once. */
export const ISTIO_ANALYZERS: readonly IstioAnalyzer[] = [
  { name: 'annotations.K8sAnalyzer', codes: ['IST0107', 'IST0108', 'IST0125', 'IST0135'] },
  { name: 'authn.BlockedCIDRsAnalyzer', codes: ['IST0175'] },
  { name: 'authz.AuthorizationPoliciesAnalyzer', codes: ['IST0101', 'IST0127'] },
  { name: 'conditions.ConditionAnalyzer', codes: ['IST0171'] },
  { name: 'deployment.ApplicationUIDAnalyzer', codes: ['IST0144'] },
  { name: 'deployment.ServiceAssociationAnalyzer', codes: ['IST0116', 'IST0137'] },
  { name: 'deprecation.FieldAnalyzer', codes: ['IST0002'] },
  { name: 'destinationrule.CaCertificateAnalyzer', codes: ['IST0128', 'IST0129'] },
  { name: 'destinationrule.PodNotSelectedAnalyzer', codes: ['IST0173', 'IST0174'] },
  { name: 'envoyfilter.EnvoyPatchAnalyzer', codes: ['IST0151', 'IST0152', 'IST0153', 'IST0154', 'IST0155'] },
  { name: 'externalcontrolplane.ExternalControlPlaneAnalyzer', codes: ['IST0163', 'IST0164'] },
  { name: 'gateway.CertificateAnalyzer', codes: ['IST0138'] },
  { name: 'gateway.ConflictingGatewayAnalyzer', codes: ['IST0101', 'IST0145'] },
  { name: 'gateway.IngressGatewayPortAnalyzer', codes: ['IST0101', 'IST0162'] },
  { name: 'gateway.SecretAnalyzer', codes: ['IST0101', 'IST0161'] },
  { name: 'injection.Analyzer', codes: ['IST0102', 'IST0103', 'IST0123', 'IST0148'] },
  { name: 'injection.ImageAnalyzer', codes: ['IST0158'] },
  { name: 'injection.ImageAutoAnalyzer', codes: ['IST0146', 'IST0147'] },
  { name: 'k8sgateway.CRDVersionAnalyzer', codes: ['IST0176'] },
  { name: 'k8sgateway.SelectorAnalyzer', codes: ['IST0166'] },
  { name: 'multicluster.MeshNetworksAnalyzer', codes: ['IST0126'] },
  { name: 'multicluster.ServiceAnalyzer', codes: [], others: { codes: ['IST0170'], reason: 'compares the Services of several clusters, and a mesh here is one' } },
  { name: 'schema.ValidationAnalyzer', codes: ['IST0106', 'IST0130', 'IST0131', 'IST0133'] },
  { name: 'service.PortNameAnalyzer', codes: ['IST0118', 'IST0150'] },
  { name: 'serviceentry.ConflictingServiceEntryProtocolAnalyzer', codes: ['IST0177'] },
  { name: 'serviceentry.ProtocolAddressesAnalyzer', codes: ['IST0134'] },
  { name: 'sidecar.SelectorAnalyzer', codes: ['IST0101', 'IST0110', 'IST0111', 'IST0167'] },
  { name: 'telemetry.DefaultSelectorAnalyzer', codes: ['IST0160'] },
  { name: 'telemetry.LightstepAnalyzer', codes: ['IST0002'] },
  { name: 'telemetry.ProviderAnalyzer', codes: ['IST0157'] },
  { name: 'telemetry.SelectorAnalyzer', codes: ['IST0101', 'IST0159'] },
  { name: 'virtualservice.ConflictingMeshGatewayHostsAnalyzer', codes: ['IST0109'] },
  { name: 'virtualservice.DestinationHostAnalyzer', codes: ['IST0101', 'IST0112', 'IST0140'] },
  { name: 'virtualservice.DestinationRuleAnalyzer', codes: ['IST0101'] },
  { name: 'virtualservice.GatewayAnalyzer', codes: ['IST0101', 'IST0132', 'IST0165'] },
  { name: 'virtualservice.JWTClaimRouteAnalyzer', codes: ['IST0149'] },
  { name: 'webhook.Analyzer', codes: ['IST0139'] },
];

/** What Istio has codes for besides its analyzers. */
export const OTHER_CHECKS: readonly IstioAnalyzer[] = [
  { name: '`istioctl x precheck`: CRDs of the Gateway API', codes: ['IST0156', 'IST0172'] },
  {
    name: '`istioctl x precheck`: annotations',
    codes: [],
    others: {
      codes: ['IST0136'],
      reason: 'says that an annotation is alpha, which nearly all of them are; `istioctl analyze` leaves it out as well',
    },
  },
  {
    name: '`istioctl x precheck`: cluster and upgrade',
    codes: [],
    others: {
      codes: ['IST0141', 'IST0142', 'IST0168', 'IST0169'],
      reason: 'asks a running cluster for its version, permissions and earlier settings',
    },
  },
  {
    name: 'none',
    codes: [],
    others: { codes: ['IST0001', 'IST0143'], reason: 'tells of faults of the tool itself, and no longer raised by anything' },
  },
];
