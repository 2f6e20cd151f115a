/** A check of Kiali, and what this library has for it. */
export interface KialiCheck {
  readonly code: string;
  /** What it looks for, in our own words. */
  readonly about: string;
  /** The codes of the rules that find it here. */
  readonly codes: readonly string[];
  /** Why there is none, or what the rules here leave out. */
  readonly reason?: string;
}

const AUTO_MTLS =
  'clients speak mutual TLS to each other without a DestinationRule; where one is in the way, the rules here tell';
const AMBIENT_ROUTES =
  'clients with sidecars and gateways apply it all the same, and manifests do not tell that there are none';

/** The checks of Kiali, by their codes (https://kiali.io/docs/features/validations/). */
export const KIALI_CHECKS: readonly KialiCheck[] = [
  {
    code: 'KIA0002',
    about: 'several objects without a selector in a namespace',
    codes: ['IST0111', 'IST0160', 'CDI0507'],
    reason: 'several RequestAuthentications hold together',
  },
  { code: 'KIA0003', about: 'several objects for the same pods', codes: ['IST0110', 'IST0159', 'CDI0508'] },
  { code: 'KIA0004', about: 'a selector that selects nothing', codes: ['IST0101', 'IST0127', 'CDI0510'] },
  { code: 'KIA0005', about: 'an export to a namespace that is not there', codes: ['CDI0037'] },
  { code: 'KIA0101', about: 'a namespace in an AuthorizationPolicy that is not there', codes: ['IST0101'] },
  { code: 'KIA0102', about: 'a method that is none', codes: ['CDI0504'] },
  {
    code: 'KIA0104',
    about: 'a host in an AuthorizationPolicy that is no service',
    codes: [],
    reason: 'a policy asks for what the client writes into its request, which may be any name of the service',
  },
  { code: 'KIA0105', about: 'an identity that is asked for without mutual TLS', codes: ['CDI0503'] },
  { code: 'KIA0106', about: 'a service account that is not there', codes: ['CDI0516'] },
  { code: 'KIA0107', about: 'a service account in another cluster', codes: [], reason: 'a mesh here is one cluster' },
  {
    code: 'KIA0108',
    about: 'a trust domain that is not known',
    codes: [],
    reason: 'which others the mesh trusts is not in its manifests',
  },
  { code: 'KIA0109', about: 'a policy for HTTP in ambient mode without a waypoint', codes: ['CDI0701'] },
  { code: 'KIA0110', about: 'a policy for HTTP in ambient mode without targets', codes: ['CDI0701'] },
  { code: 'KIA0201', about: 'several DestinationRules for a host', codes: ['CDI0302'] },
  { code: 'KIA0202', about: 'a DestinationRule for a host that is not there', codes: ['IST0174'] },
  { code: 'KIA0203', about: 'a subset whose labels nobody carries', codes: ['IST0173', 'CDI0301'] },
  { code: 'KIA0204', about: 'TLS settings that a closer DestinationRule hides', codes: ['CDI0305'], reason: AUTO_MTLS },
  { code: 'KIA0205', about: 'mutual TLS that servers of the mesh do not ask for', codes: ['CDI0305'] },
  { code: 'KIA0206', about: 'mutual TLS that servers of a namespace do not ask for', codes: ['CDI0305'] },
  { code: 'KIA0207', about: 'plain text to servers that insist on mutual TLS', codes: ['CDI0304'] },
  { code: 'KIA0208', about: 'plain text to a mesh that insists on mutual TLS', codes: ['CDI0304'] },
  {
    code: 'KIA0209',
    about: 'a subset without labels',
    codes: [],
    reason: 'is all pods of its host with a policy of its own, as Istio means it',
  },
  { code: 'KIA0210', about: 'a DestinationRule for HTTP in ambient mode without a waypoint', codes: [], reason: AMBIENT_ROUTES },
  { code: 'KIA0211', about: 'a DestinationRule for a service without a waypoint', codes: [], reason: AMBIENT_ROUTES },
  { code: 'KIA0212', about: 'a DestinationRule away from its service in ambient mode', codes: [], reason: AMBIENT_ROUTES },
  { code: 'KIA0301', about: 'several Gateways for a host and port', codes: ['IST0145', 'CDI0101', 'CDI0102', 'CDI0103'] },
  { code: 'KIA0302', about: 'a Gateway that selects no pods', codes: ['IST0101'] },
  { code: 'KIA0401', about: 'a strict mesh without a DestinationRule', codes: ['CDI0304'], reason: AUTO_MTLS },
  { code: 'KIA0501', about: 'a strict namespace without a DestinationRule', codes: ['CDI0304'], reason: AUTO_MTLS },
  { code: 'KIA0505', about: 'a namespace without mutual TLS and no DestinationRule', codes: ['CDI0305'], reason: AUTO_MTLS },
  { code: 'KIA0506', about: 'a mesh without mutual TLS and no DestinationRule', codes: ['CDI0305'], reason: AUTO_MTLS },
  { code: 'KIA0601', about: 'a name of a port that tells no protocol', codes: ['IST0118'] },
  { code: 'KIA0602', about: 'an `appProtocol` that tells no protocol', codes: ['IST0118'] },
  {
    code: 'KIA0701',
    about: 'a target port that no container opens',
    codes: ['CDI0408'],
    reason: 'a port by number need not be among those of the containers',
  },
  { code: 'KIA1004', about: 'a host of a Sidecar that is not there', codes: ['CDI0409'] },
  { code: 'KIA1006', about: 'a selector on the default Sidecar of the mesh', codes: ['CDI0411'] },
  { code: 'KIA1007', about: 'an outbound policy without a mode', codes: ['CDI0412'] },
  { code: 'KIA1101', about: 'a route to a host that is not there', codes: ['IST0101'] },
  { code: 'KIA1102', about: 'a Gateway that is not there', codes: ['IST0101'] },
  { code: 'KIA1104', about: 'a weight on the only destination', codes: ['CDI0228'] },
  { code: 'KIA1105', about: 'a destination that is named twice', codes: ['CDI0230'] },
  { code: 'KIA1106', about: 'several VirtualServices for a host', codes: ['IST0109', 'CDI0202'] },
  { code: 'KIA1107', about: 'a subset that is not there', codes: ['IST0101'] },
  { code: 'KIA1108', about: 'a Gateway by its old name', codes: [], reason: 'both names mean the same Gateway' },
  { code: 'KIA1109', about: 'a VirtualService for HTTP in ambient mode without a waypoint', codes: [], reason: AMBIENT_ROUTES },
  { code: 'KIA1110', about: 'a RequestAuthentication in ambient mode without a waypoint', codes: ['CDI0701'] },
  { code: 'KIA1111', about: 'a WasmPlugin in ambient mode without a waypoint', codes: ['CDI0701'] },
  {
    code: 'KIA1112',
    about: 'a Telemetry in ambient mode without a waypoint',
    codes: [],
    reason: 'nodes write metrics and logs of connections without one',
  },
  { code: 'KIA1113', about: 'a VirtualService for a service without a waypoint', codes: [], reason: AMBIENT_ROUTES },
  { code: 'KIA1114', about: 'a VirtualService away from its service in ambient mode', codes: [], reason: AMBIENT_ROUTES },
  { code: 'KIA1115', about: 'a RequestAuthentication in ambient mode without targets', codes: ['CDI0701'] },
  { code: 'KIA1116', about: 'a WasmPlugin in ambient mode without targets', codes: ['CDI0701'] },
  {
    code: 'KIA1117',
    about: 'a Telemetry in ambient mode without targets',
    codes: ['IST0166'],
    reason: 'nodes write metrics and logs of connections without one',
  },
  {
    code: 'KIA1211',
    about: 'several ServiceEntries for a host and port',
    codes: ['CDI0404'],
    reason: 'they are one service together, unless they disagree',
  },
  { code: 'KIA1212', about: 'ServiceEntries of other protocols for a host and port', codes: ['IST0177'] },
  {
    code: 'KIA1301',
    about: 'a workload without an AuthorizationPolicy',
    codes: [],
    reason: 'is no fault: whether everything needs a policy is for its owner to say',
  },
  { code: 'KIA1311', about: 'a workload with a sidecar and the label of ambient mode', codes: ['CDI0702'] },
  {
    code: 'KIA1312',
    about: 'the label of a waypoint outside of ambient mode',
    codes: [],
    reason: 'comes first where a namespace is moved over, and has no effect until then',
  },
  { code: 'KIA1313', about: 'a waypoint that is not there', codes: ['CDI0703'] },
  { code: 'KIA1314', about: 'a label for a sidecar in ambient mode', codes: ['CDI0702'] },
  { code: 'KIA1315', about: 'a sidecar in a pod with the label of ambient mode', codes: ['CDI0702'] },
  { code: 'KIA1316', about: 'a sidecar in an ambient namespace', codes: ['CDI0702'] },
  { code: 'KIA1317', about: 'a workload with policies for HTTP and no waypoint', codes: ['CDI0701'] },
  { code: 'KIA1401', about: 'a route of the Gateway API to a Gateway that is not there', codes: ['CDI0601'] },
  { code: 'KIA1402', about: 'a route of the Gateway API to a Service that is not there', codes: ['CDI0602'] },
  {
    code: 'KIA1501',
    about: 'several Gateways of the Gateway API for a host and port',
    codes: [],
    reason: 'each has pods and an address of its own',
  },
  {
    code: 'KIA1502',
    about: 'several Gateways of the Gateway API for an address',
    codes: [],
    reason: 'is how Gateways share pods that are there already; listeners that conflict say so in their status (IST0171)',
  },
  { code: 'KIA1503', about: 'listeners that are the same', codes: ['CDI0002'] },
  { code: 'KIA1504', about: 'a GatewayClass that Kiali does not know', codes: [], reason: 'is a setting of Kiali' },
  { code: 'KIA1601', about: 'a ReferenceGrant from a namespace that is not there', codes: ['CDI0037'] },
  {
    code: 'KIA1701',
    about: 'a service account of a WorkloadGroup that is not there',
    codes: [],
    reason: 'a machine brings its own token, and accounts are mostly not among the manifests',
  },
  {
    code: 'KIA1702',
    about: 'two WorkloadGroups with the same labels',
    codes: [],
    reason: 'is how machines of two groups are behind one service',
  },
];
