import { NodeKind } from '../diagram/node-kind';
import { MeshGraph } from '../diagram/mesh-graph';
import {
  gatewayId,
  IN_MESH,
  OUTSIDE,
  routeId,
  serverId,
  serviceId,
  subsetId,
  virtualServiceId,
  workloadId,
} from '../diagram/private/ids';
import { DestinationShare, RequestTrace } from '../simulation/request-trace';

/** The nodes of a graph that a request goes through. */
export function litNodes(trace: RequestTrace, graph: MeshGraph): ReadonlySet<string> {
  const ids = [
    ...entryIds(trace),
    ...routeIds(trace),
    ...trace.destinations.flatMap((each) => destinationIds(each, trace)),
  ];
  const known = new Set(ids.filter((id) => graph.node(id) !== undefined));
  // What a route answers by itself has an id below that of the route or server.
  const answers = graph.nodes.filter(({ id, kind }) => kind === NodeKind.ANSWER && isGiven(id, trace, known));
  const missing = trace.destinations.some(({ cluster }) => cluster === undefined)
    ? graph.edges.filter(({ from, to }) => known.has(from) && graph.node(to)?.kind === NodeKind.MISSING)
    : [];
  return new Set([...known, ...answers.map(({ id }) => id), ...missing.map(({ to }) => to)]);
}

function entryIds({ request: { from }, server, credential }: RequestTrace): readonly string[] {
  if (!from.isOutside) {
    return [IN_MESH];
  }
  const gateway = gatewayId(from.namespace, from.labels);
  return [
    OUTSIDE,
    ...(server === undefined ? [] : [serverId(gateway, server)]),
    ...(credential === undefined ? [] : [`credential:${credential.secret}`]),
  ];
}

function routeIds({ route, connectionRoute: l4 }: RequestTrace): readonly string[] {
  if (route !== undefined) {
    const { source, owner } = route;
    const root = owner.virtualService.object;
    return [
      virtualServiceId(root),
      ...(source.rootIndex === undefined
        ? []
        : [routeId(root, 'http', source.rootIndex), virtualServiceId(source.object)]),
      routeId(source.object, 'http', source.index),
    ];
  }
  return l4 === undefined ? [] : [virtualServiceId(l4.object), routeId(l4.object, l4.field, l4.index)];
}

function destinationIds({ cluster }: DestinationShare, { outcomes }: RequestTrace): readonly string[] {
  if (cluster === undefined) {
    return [];
  }
  const service = serviceId(cluster.service);
  const reached = new Set(outcomes.filter((each) => each.cluster === cluster.name).map(({ workload }) => workload));
  const workloads = (cluster.endpoints ?? []).flatMap(({ name, workload }) =>
    workload === undefined || !reached.has(name) ? [] : [workloadId(workload)],
  );
  return [cluster.subset === '' ? service : subsetId(service, cluster.subset), ...workloads];
}

function isGiven(id: string, { outcomes }: RequestTrace, known: ReadonlySet<string>): boolean {
  const [, owner, what] = /^(.*)\/(redirect|answer|fault)$/.exec(id) ?? [];
  if (owner === undefined || !known.has(owner)) {
    return false;
  }
  const details = what === 'fault' ? 'fault_filter_abort' : 'direct_response';
  return outcomes.some(({ log }) => log?.responseCodeDetails === details);
}
