import { CONFIG_MAP, DEPLOYMENT, SECRET } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { at, isJsonObject, listAt, textAt } from '../../../mesh/wire/json';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

const NETWORKS = 'meshNetworks';
/** Istio's ConfigMap is called `istio`, or `istio-<revision>`. */
const CONFIG_MAP_NAME = /^istio(-[a-z0-9-]+)?$/;
const REMOTE = 'istio/multiCluster';
const BUILT_IN = ['Mock', 'Kubernetes', 'External'];

/** Networks whose endpoints come from a cluster that istiod does not know. */
export const UNKNOWN_REGISTRY: Rule = {
  code: 'IST0126',
  name: 'UnknownMeshNetworksServiceRegistry',
  severity: Severity.ERROR,
  summary: 'A network of the mesh takes its endpoints from a cluster that is not known.',
  explanation:
    'istiod knows a cluster by its Secret with the label `istio/multiCluster`. Of a cluster without one it knows no endpoint, so nothing belongs to the network, and traffic to it does not go by its gateway: requests across the networks time out.',
  fix: 'Correct `fromRegistry`, or create the Secret: `istioctl create-remote-secret --name=CLUSTER`.',
  docs: 'https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#Network-NetworkEndpoints',
  inputs: [CONFIG_MAP, DEPLOYMENT, SECRET],
  undecidable: (mesh) =>
    mesh.all(SECRET).some(isRemote) ? undefined : 'there are no Secrets of other clusters among the manifests',
  check: (mesh, report) => {
    const known = new Set([...BUILT_IN, ...remoteClusters(mesh), ...ownClusters(mesh)]);
    for (const object of mesh.all(CONFIG_MAP).filter(({ name }) => CONFIG_MAP_NAME.test(name))) {
      for (const { network, registry } of registriesOf(object)) {
        if (!known.has(registry)) {
          report({
            object,
            path: ['data', NETWORKS],
            message: `${object.title} has the endpoints of network ${network} from ${registry}, a cluster for which there is no Secret`,
          });
        }
      }
    }
  },
};

function isRemote({ labels }: MeshObject): boolean {
  return labels[REMOTE] === 'true';
}

/** A Secret names its clusters by its keys. */
function remoteClusters(mesh: Mesh): string[] {
  const keysAt = (object: MeshObject, field: string): string[] => {
    const values = object.manifest[field];
    return isJsonObject(values) ? Object.keys(values) : [];
  };
  return mesh
    .all(SECRET)
    .filter(isRemote)
    .flatMap((object) => [...keysAt(object, 'data'), ...keysAt(object, 'stringData')]);
}

/** What the cluster of istiod itself is called. */
function ownClusters(mesh: Mesh): string[] {
  return mesh
    .all(DEPLOYMENT)
    .filter(({ labels }) => labels.app === 'istiod')
    .flatMap(({ spec }) => listAt(spec, 'template', 'spec', 'containers'))
    .flatMap((container) => listAt(container, 'env'))
    .filter((variable) => textAt(variable, 'name') === 'CLUSTER_ID')
    .flatMap((variable) => textAt(variable, 'value') ?? []);
}

function registriesOf({ manifest }: MeshObject): { readonly network: string; readonly registry: string }[] {
  const text = textAt(manifest, 'data', NETWORKS);
  if (text === undefined) {
    return [];
  }
  const { loadYaml } = require('../../../mesh/load/yaml') as typeof import('../../../mesh/load/yaml');
  const networks = at(loadYaml({ file: '', text }).values[0]?.value, 'networks');
  return Object.entries(isJsonObject(networks) ? networks : {}).flatMap(([network, settings]) =>
    listAt(settings, 'endpoints').flatMap((endpoint) => {
      const registry = textAt(endpoint, 'fromRegistry');
      return registry === undefined ? [] : { network, registry };
    }),
  );
}
