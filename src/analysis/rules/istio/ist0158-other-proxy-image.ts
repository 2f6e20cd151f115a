import { CONFIG_MAP, NAMESPACE, POD } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { INJECTION, proxyContainers, REVISION } from '../../../mesh/semantics/injection';
import { textAt } from '../../../mesh/wire/json';
import { byText } from '../../order';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

const INJECTOR = 'istio-sidecar-injector';
const OWN_IMAGE = 'sidecar.istio.io/proxyImage';

/** Pods whose sidecar is not of the image that they would get now. */
export const OTHER_PROXY_IMAGE: Rule = {
  code: 'IST0158',
  name: 'PodsIstioProxyImageMismatchInNamespace',
  severity: Severity.WARNING,
  summary: 'Pods of a namespace have a sidecar of another image than the injector gives now.',
  explanation:
    'The image of a sidecar is that of the injector at the time when its pod was created. After an upgrade of Istio older pods keep the older proxy, without the fixes of the new one, and Istio supports proxies of two versions before its own only.',
  fix: 'Restart what makes the pods: `kubectl rollout restart deployment -n NAMESPACE`.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0158/',
  inputs: [CONFIG_MAP, NAMESPACE, POD],
  undecidable: (mesh) =>
    imagesByInjector(mesh).size === 0 ? "there is no ConfigMap of Istio's injector among the manifests" : undefined,
  check: (mesh, report) => {
    const images = imagesByInjector(mesh);
    for (const object of mesh.all(NAMESPACE)) {
      const injector = injectorOf(object);
      const image = injector === undefined ? undefined : images.get(injector);
      const pods = image === undefined ? [] : mesh.all(POD).filter((pod) => pod.namespace === object.name);
      const others = pods
        .filter((pod) => image !== undefined && hasOtherImage(pod, image))
        .sort((a, b) => byText(a.name, b.name));
      if (others.length > 0) {
        report({
          object,
          message: `${others.map(({ name }) => name).join(', ')} in ${object.title} have a sidecar of another image than ${image ?? ''}, which the injector gives now`,
          related: others.map((pod) => ({ object: pod })),
        });
      }
    }
  },
};

/** The ConfigMap by which pods of a namespace are injected; undefined where they are not. */
function injectorOf({ labels }: MeshObject): string | undefined {
  const revision = labels[REVISION] as string | undefined;
  if (revision === undefined) {
    return labels[INJECTION] === 'enabled' ? INJECTOR : undefined;
  }
  return ['', 'default'].includes(revision) ? INJECTOR : `${INJECTOR}-${revision}`;
}

/** The images that injectors give to sidecars, by the name of their ConfigMap. */
function imagesByInjector(mesh: Mesh): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { name, manifest } of mesh.all(CONFIG_MAP)) {
    const image = name.startsWith(INJECTOR) ? imageOf(textAt(manifest, 'data', 'values') ?? '') : undefined;
    if (image !== undefined) {
      found.set(name, image);
    }
  }
  return found;
}

function imageOf(text: string): string | undefined {
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch {
    return undefined;
  }
  const [hub, tag, image] = [
    textAt(values, 'global', 'hub'),
    textAt(values, 'global', 'tag'),
    textAt(values, 'global', 'proxy', 'image'),
  ];
  if (image?.includes('/')) {
    return image;
  }
  return hub === undefined || tag === undefined || image === undefined ? undefined : `${hub}/${image}:${tag}`;
}

/** Whether a pod's proxy is of another image, whatever variant of it; a pod may have chosen its own. */
function hasOtherImage({ spec, annotations }: MeshObject, image: string): boolean {
  return (
    (annotations[OWN_IMAGE] ?? '') === '' &&
    proxyContainers(spec)
      .map((container) => textAt(container, 'image') ?? '')
      .some((each) => each !== image && !each.startsWith(`${image}-`))
  );
}
