import { ApiObjectMetadata, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { DestinationRule } from '../../networking/destination-rule';
import { ExportTo } from '../../networking/export-to';
import { Gateway } from '../../networking/gateway';
import { checkBackend } from '../../networking/private/argument-types';
import { RouteOrder } from '../../networking/route-order';
import { SubsetProps } from '../../networking/subset';
import { VirtualService } from '../../networking/virtual-service';
import { MeshServiceOptions } from '../mesh-service-options';
import { Pin } from '../pin';
import { claimMeshRoutes, claimRoutes } from './claim-ingress';
import { checkMeshProps, isHostElsewhere } from './mesh-checks';
import { checkSubsetPolicies, trafficPolicyOf } from './mesh-policies';
import { patternName } from './pattern-name';
import { SYNC_WAVE } from './sync-wave';

/** The two objects of a service in the mesh. */
export interface MeshObjects {
  readonly destinationRule: DestinationRule;
  readonly virtualService: VirtualService;
  readonly exportTo?: ExportTo[];
}

/** Makes them, the DestinationRule first; routes are still to be added. Throws where props do not go together. */
export function makeMeshObjects(
  scope: Construct,
  props: MeshServiceOptions,
  subsets: SubsetProps[] | undefined,
): MeshObjects {
  const namespace = props.namespace ?? Chart.of(scope).namespace;
  const host = checkBackend(props.backend, 'backend', scope)._host({ owner: scope, namespace });
  const isElsewhere = isHostElsewhere(host, namespace);
  checkMeshProps(scope, props, host, isElsewhere);
  const trafficPolicy = trafficPolicyOf(scope, props);
  checkSubsetPolicies(scope, trafficPolicy, subsets);
  const exportTo = props.exportTo ?? (isElsewhere ? [ExportTo.ownNamespace()] : undefined);
  const base = patternName(scope, props.name, '-destination-rule');
  const destinationRule = new DestinationRule(scope, 'DestinationRule', {
    metadata: metadataOf(props, props.names?.destinationRule ?? `${base}-destination-rule`, 0),
    backend: props.backend,
    trafficPolicy,
    subsets,
    exportTo,
  });
  const virtualService = new VirtualService(scope, 'VirtualService', {
    metadata: metadataOf(props, props.names?.virtualService ?? `${base}-virtual-service`, 1),
    services: [props.backend],
    hosts: props.hosts,
    gateways: props.gateways && [...props.gateways, Gateway.MESH],
    routeOrder: RouteOrder.MOST_SPECIFIC_FIRST,
    exportTo,
  });
  return { destinationRule, virtualService, exportTo };
}

/** The hosts of a service together with those that its testers use. */
export function hostsWithPins(hosts: readonly string[] | undefined, pins: readonly Pin[] = []): string[] | undefined {
  const own = hosts ?? [];
  const further = pins.flatMap(({ _host: host }) => (host === undefined || own.includes(host) ? [] : [host]));
  return further.length === 0 ? hosts && [...hosts] : [...own, ...new Set(further)];
}

/** Enters the routes among those of the app, where two owners of a host are an error. */
export function claimMeshObjects({ virtualService, exportTo }: MeshObjects, props: MeshServiceOptions): void {
  const hosts = props.hosts ?? [];
  claimMeshRoutes(virtualService, [props.backend], hosts, exportTo);
  props.gateways?.forEach((gateway) => claimRoutes(virtualService, gateway, hosts));
}

function metadataOf(props: MeshServiceOptions, name: string, step: number): ApiObjectMetadata {
  const { namespace, labels, annotations, syncWave } = props;
  if (syncWave === undefined) {
    return { name, namespace, labels, annotations };
  }
  return { name, namespace, labels, annotations: { ...annotations, [SYNC_WAVE]: String(syncWave + step) } };
}
