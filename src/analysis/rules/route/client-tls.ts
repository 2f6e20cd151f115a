import { MeshObject } from '../../../mesh/mesh-object';
import { ClientTlsSettings, DestinationRuleSpec, TrafficPolicy } from '../../../mesh/wire/networking';

/** What a DestinationRule says of TLS to a port and a subset: the most specific place that says something. */
export function clientTlsOf(
  { spec }: MeshObject<DestinationRuleSpec>,
  port: number | undefined,
  subset: string,
): ClientTlsSettings | undefined {
  const subsetPolicy = spec.subsets?.find(({ name }) => name === subset)?.trafficPolicy;
  return tlsIn(subsetPolicy, port) ?? tlsIn(spec.trafficPolicy, port);
}

/** Whether a client starts TLS that is not the mesh's own. */
export function originatesTls(tls: ClientTlsSettings | undefined): boolean {
  return tls?.mode === 'SIMPLE' || tls?.mode === 'MUTUAL';
}

function tlsIn(policy: TrafficPolicy | undefined, port: number | undefined): ClientTlsSettings | undefined {
  const ofPort = policy?.portLevelSettings?.find((each) => each.port?.number === port);
  // Settings of a port replace those beside it as a whole.
  return ofPort === undefined ? policy?.tls : ofPort.tls;
}
