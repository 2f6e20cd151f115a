import { DEPLOYMENT } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { listAt, numberAt, textAt, textsAt } from '../../../mesh/wire/json';
import { byText } from '../../order';
import { isInMesh } from './injection';
import { selectorOf, servicesSelecting } from './selecting-services';

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
  return mesh.all(DEPLOYMENT).flatMap((deployment) => {
    const services = servicesOfPods(mesh, deployment);
    const isShared = services.length > 1 || services.some(({ spec }) => listAt(spec, 'ports').length > 1);
    return isShared && deployment.labels[MANAGED] !== WAYPOINT && isDeploymentInMesh(mesh, deployment)
      ? [{ deployment, ports: portsOf(services) }]
      : [];
  });
}

function isDeploymentInMesh(mesh: Mesh, { spec, namespace }: MeshObject): boolean {
  return isInMesh(mesh, {
    namespace,
    labels: textsAt(spec, 'template', 'metadata', 'labels'),
    annotations: textsAt(spec, 'template', 'metadata', 'annotations'),
    containers: listAt(spec, 'template', 'spec', 'containers'),
  });
}

function servicesOfPods(mesh: Mesh, { namespace, spec }: MeshObject): readonly MeshObject[] {
  return servicesSelecting(mesh, namespace, textsAt(spec, 'template', 'metadata', 'labels')).filter(
    (service) => Object.keys(selectorOf(service)).length > 0,
  );
}

function portsOf(services: readonly MeshObject[]): LeadingPort[] {
  return [...services]
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
