import { GATEWAY, VIRTUAL_SERVICE } from '../kinds';
import { Mesh } from '../mesh';
import { MeshObject } from '../mesh-object';
import { resolveHost } from '../semantics/short-name';
import { TextMap } from '../wire/json';
import { VirtualServiceSpec } from '../wire/networking';
import { areOfInstalledGateway, GATEWAY_NAMES, GATEWAY_NAMESPACES } from './gateway-installations';
import { SelectorIndex } from './selector-index';

/** Where what names no namespace goes: no guide puts a gateway there. */
const DEFAULT_NAMESPACE = 'default';

/** The namespaces in which applications run, as far as manifests tell: by their pods, their Services, and what routes lead to. */
export function applicationNamespacesOf(mesh: Mesh): ReadonlySet<string> {
  return mesh.derive(readApplicationNamespaces);
}

function readApplicationNamespaces(mesh: Mesh): ReadonlySet<string> {
  const selectors = mesh.all(GATEWAY).map(({ spec }) => spec.selector ?? {});
  const gateways = new SelectorIndex(
    selectors.filter((selector) => Object.keys(selector).length > 0),
    (selector) => selector,
  );
  const isOfGateway = (labels: TextMap): boolean =>
    areOfInstalledGateway(labels) || gateways.selecting(labels).length > 0;
  const namespaces = new Set([
    DEFAULT_NAMESPACE,
    ...mesh.workloads.all.filter(({ labels }) => !isOfGateway(labels)).map(({ namespace }) => namespace),
    ...mesh.services.all
      .filter(({ selector }) => selector !== undefined && !isOfGateway(selector))
      .map(({ namespace }) => namespace),
    ...mesh.all(VIRTUAL_SERVICE).flatMap((object) => namespacesRoutedTo(object, mesh.config.domain)),
  ]);
  [...GATEWAY_NAMESPACES, mesh.config.rootNamespace].forEach((namespace) => namespaces.delete(namespace));
  return namespaces;
}

function namespacesRoutedTo({ spec, namespace }: MeshObject<VirtualServiceSpec>, domain: string): string[] {
  const { http = [], tcp = [], tls = [] } = spec;
  const suffix = `.svc.${domain}`;
  return [...http, ...tcp, ...tls]
    .flatMap(({ route = [] }) => route.map(({ destination }) => resolveHost(destination.host, namespace, domain)))
    .filter((host) => host.endsWith(suffix))
    .map((host) => host.slice(0, -suffix.length).split('.'))
    .flatMap(([name = '', owner = '']) => (owner === '' || GATEWAY_NAMES.has(name) ? [] : [owner]));
}
