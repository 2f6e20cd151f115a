import { backingWorkloadsOf } from '../../../mesh/index/backing-workloads';
import { Workload } from '../../../mesh/index/workloads';
import { DEPLOYMENT } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { Kind, MeshObject } from '../../../mesh/mesh-object';
import { listAt, numberAt, textAt } from '../../../mesh/wire/json';
import { byText } from '../../order';
import { isInMesh } from './injection';

/** A port of a Service that leads to a Deployment. */
export interface LeadingPort {
  readonly service: MeshObject;
  readonly port: number;
  readonly protocol: string;
  /** The port of the pods, by number or name. */
  readonly target: string;
}

const MANAGED = 'gateway.istio.io/managed';
const WAYPOINT = 'istio.io-mesh-controller';

/** A Deployment, and the ports that lead to its pods. */
export interface DeploymentPorts {
  readonly deployment: MeshObject;
  readonly ports: readonly LeadingPort[];
}

/** The Deployments of the mesh with several ports that lead to their pods; waypoints are no workloads of users. */
export function deploymentPorts(mesh: Mesh): readonly DeploymentPorts[] {
  return mesh.derive(readDeploymentPorts);
}

function readDeploymentPorts(mesh: Mesh): DeploymentPorts[] {
  const backing = backingWorkloadsOf(mesh);
  const found: DeploymentPorts[] = [];
  for (const workload of mesh.workloads.all) {
    const { source: deployment } = workload;
    const services = backing.servicesOf(workload).filter(({ registry }) => registry === 'Kubernetes');
    const isShared = services.length > 1 || services.some(({ ports }) => ports.length > 1);
    if (
      isShared &&
      isOf(DEPLOYMENT, deployment) &&
      deployment.labels[MANAGED] !== WAYPOINT &&
      isPodInMesh(mesh, workload)
    ) {
      found.push({ deployment, ports: portsOf(services.map(({ source }) => source)) });
    }
  }
  return found;
}

function isOf({ group, kind }: Kind, object: MeshObject): boolean {
  return object.group === group && object.kind === kind;
}

function isPodInMesh(mesh: Mesh, { namespace, labels, annotations, podSpec }: Workload): boolean {
  return isInMesh(mesh, { namespace, labels, annotations, containers: listAt(podSpec, 'containers') });
}

function portsOf(services: MeshObject[]): LeadingPort[] {
  return services
    .sort((a, b) => byText(a.key, b.key))
    .flatMap((service) =>
      listAt(service.spec, 'ports').map((each) => {
        const port = numberAt(each, 'port') ?? 0;
        const target = String(numberAt(each, 'targetPort') ?? textAt(each, 'targetPort') ?? '0');
        return {
          service,
          port,
          protocol: textAt(each, 'protocol') ?? 'TCP',
          target: target === '0' || target === '' ? String(port) : target,
        };
      }),
    );
}

/** The Services of ports, each once. */
export function servicesOf(ports: readonly LeadingPort[]): MeshObject[] {
  return [...new Set(ports.map(({ service }) => service))];
}
