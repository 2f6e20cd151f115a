import { Cluster } from '../mesh/index/clusters';
import { peerAuthenticationsOf } from '../mesh/index/peer-authentications';
import { policiesOf } from '../mesh/index/policies';
import { hasSidecar } from '../mesh/index/sidecar-injection';
import { Workload } from '../mesh/index/workloads';
import { Mesh } from '../mesh/mesh';
import { Transport, transportFault, transportTo } from '../mesh/semantics/client-tls';
import { HttpFacts } from '../mesh/semantics/request-match';
import { readTarget } from '../mesh/semantics/uri-path';
import { Client } from './client';
import { connectionLog, failedConnection, localReply } from './outcomes';
import { Request } from './request';
import { Outcome, PolicyDecision, RequestTrace, UpstreamRequest } from './request-trace';
import { WorkloadPolicies } from './workload-policies';

/** What becomes of the requests of a trace at the sidecars of the pods that they come to. */
export function withArrivals(trace: RequestTrace, mesh: Mesh, now: Date): RequestTrace {
  const policies = new Set<PolicyDecision>(trace.policies);
  const notes = new Set(trace.notes);
  const outcomes = trace.outcomes.map((outcome) => {
    const cluster = trace.destinations.find(({ clusterName }) => clusterName === outcome.cluster)?.cluster;
    const workload = cluster?.endpoints?.find(({ name }) => name === outcome.workload)?.workload;
    if (cluster === undefined || outcome.connection !== 'ok') {
      return outcome;
    }
    const arrival = new Arrival(trace.request, mesh, now, outcome, cluster, workload);
    const arrived = arrival.outcome();
    arrival.decisions.forEach((decision) => policies.add(decision));
    arrival.notes.forEach((note) => notes.add(note));
    return arrived;
  });
  return { ...trace, outcomes, policies: [...policies], notes: [...notes] };
}

class Arrival {
  public decisions: readonly PolicyDecision[] = [];
  public notes: readonly string[] = [];
  private readonly transport: Transport;
  private readonly isInMesh: boolean;

  constructor(
    private readonly request: Request,
    private readonly mesh: Mesh,
    private readonly now: Date,
    private readonly reached: Outcome,
    private readonly cluster: Cluster,
    private readonly workload: Workload | undefined,
  ) {
    const injected = workload !== undefined && hasSidecar(mesh, workload);
    this.isInMesh = injected === true;
    if (injected === undefined && workload !== undefined && isJudged(mesh, workload)) {
      this.notes = [
        `Policies of ${workload.namespace}/${workload.name} are not asked: whether it has a sidecar is not known, as Namespace ${workload.namespace} is not among the manifests`,
      ];
    }
    const { service, policy } = cluster;
    this.transport = transportTo(policy.tls, {
      autoMutualTls: mesh.config.enableAutoMtls,
      isExternal: service.external,
      peerMode: peerAuthenticationsOf(mesh).modeOf(service.namespace, {}),
      hasSidecar: this.isInMesh,
    });
  }

  public outcome(): Outcome {
    const { workload, transport, isInMesh } = this;
    const reached = { ...this.reached, transport };
    if (workload === undefined) {
      return reached;
    }
    const mode = peerAuthenticationsOf(this.mesh).modeOf(workload.namespace, workload.labels, this.port);
    const fault = transportFault(transport, { hasSidecar: isInMesh, mode });
    if (fault !== undefined) {
      return this.failed(fault === 'plain text is refused' ? 'UC' : 'UF', `${reached.workload ?? ''}: ${fault}`);
    }
    const upstream = reached.upstream && { ...reached.upstream, sni: reached.upstream.sni ?? this.meshSni() };
    return isInMesh ? this.judged({ ...reached, upstream }, workload, upstream) : { ...reached, upstream };
  }

  private get port(): number {
    const { number, targetPort } = this.cluster.port;
    return typeof targetPort === 'number' ? targetPort : number;
  }

  private meshSni(): string | undefined {
    const { port, subset, service } = this.cluster;
    return this.transport === 'mutual TLS of the mesh'
      ? `outbound_.${port.number}_.${subset}_.${service.hostname}`
      : undefined;
  }

  private judged(reached: Outcome, workload: Workload, upstream: UpstreamRequest | undefined): Outcome {
    const { request } = this;
    const policies = new WorkloadPolicies(
      this.mesh,
      workload,
      { port: this.port, principal: this.transport === 'mutual TLS of the mesh' ? this.principal() : undefined },
      this.now.getTime() / 1000,
    );
    if (reached.log?.protocol === undefined || upstream === undefined) {
      const { refused, decisions } = policies.judgeConnection(request);
      this.decisions = decisions;
      return refused
        ? { ...reached, connection: 'closed', reason: 'a policy refuses the connection', upstream: undefined }
        : reached;
    }
    const { refusal, decisions, notes, headers } = policies.judge(request, factsOf(request, upstream));
    this.decisions = decisions;
    this.notes = notes;
    if (refusal === undefined) {
      return { ...reached, upstream: { ...upstream, headers } };
    }
    const answer = localReply(request, {
      ...refusal,
      share: reached.share,
      delay: reached.delay,
      cluster: reached.cluster,
    });
    return {
      ...answer,
      workload: reached.workload,
      log: { ...reached.log, responseCode: answer.status },
      reason: `at ${reached.workload ?? ''}: ${refusal.reason}`,
    };
  }

  /** Who the client is to others in the mesh. */
  private principal(): string {
    const { namespace } = this.request.from;
    return `${this.mesh.config.trustDomain}/ns/${namespace}/sa/${serviceAccountOf(this.request.from, this.mesh)}`;
  }

  private failed(flags: string, reason: string): Outcome {
    const { share, delay, cluster, log, workload } = this.reached;
    if (log?.protocol === undefined) {
      return { ...failedConnection('closed', reason, connectionLog(this.request, { flags, cluster })), share, cluster };
    }
    const cause = flags === 'UC' ? 'connection_termination' : 'remote_connection_failure';
    const details = `upstream_reset_before_response_started{${cause}}`;
    return { ...localReply(this.request, { share, delay, status: 503, flags, details, reason, cluster }), workload };
  }
}

/** Whether there are policies that a sidecar of the workload would ask. */
function isJudged(mesh: Mesh, workload: Workload): boolean {
  const policies = policiesOf(mesh);
  return policies.authorizationOf(workload).length + policies.requestAuthenticationOf(workload).length > 0;
}

function serviceAccountOf({ serviceAccount, namespace, labels }: Client, mesh: Mesh): string {
  return serviceAccount ?? mesh.workloads.selected(namespace, labels)[0]?.serviceAccount ?? 'default';
}

function factsOf(request: Request, { authority, path, headers }: UpstreamRequest): HttpFacts {
  return { ...readTarget(path), method: request.method, scheme: request.isTls ? 'https' : 'http', authority, headers };
}
