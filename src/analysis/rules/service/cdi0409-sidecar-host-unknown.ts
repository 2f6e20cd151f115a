import { RegisteredService } from '../../../mesh/index/services';
import { SIDECAR } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { SERVICES, withoutServices } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Hosts that a Sidecar lets in and that are not there. */
export const SIDECAR_HOST_UNKNOWN: Rule = {
  code: 'CDI0409',
  name: 'SidecarHostUnknown',
  severity: Severity.WARNING,
  summary: 'A host that a Sidecar allows belongs to another namespace, or is not there.',
  explanation:
    'An egress host of a Sidecar is a namespace and a host in it. A host that does not belong to the namespace before the slash lets nothing in: the workloads know nothing of the service that was meant, and their requests go out unrouted, or nowhere at all (REGISTRY_ONLY).',
  fix: 'Write the namespace of the Service before the slash, and its full name after it: `shop/cart.shop.svc.cluster.local`.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener-hosts',
  inputs: [SIDECAR, ...SERVICES],
  undecidable: withoutServices,
  check: (mesh, report) => {
    const modelled = new Set(mesh.services.all.map(({ namespace }) => namespace));
    for (const object of mesh.all(SIDECAR)) {
      for (const [index, { hosts }] of (object.spec.egress ?? []).entries()) {
        hosts.forEach((text, at) => {
          const fault = faultOf(mesh, modelled, text, object.namespace);
          if (fault !== undefined) {
            const { message, related } = fault;
            const path = ['spec', 'egress', index, 'hosts', at];
            report({ object, path, message, related: related.map(({ source }) => ({ object: source })) });
          }
        });
      }
    }
  },
};

function faultOf(
  mesh: Mesh,
  modelled: ReadonlySet<string>,
  text: string,
  own: string,
): { readonly message: string; readonly related: readonly RegisteredService[] } | undefined {
  const slash = text.indexOf('/');
  const [scope, host] = [text.slice(0, slash), text.slice(slash + 1)];
  const namespace = scope === '.' ? own : scope;
  const related = mesh.services.ofHost(host);
  if (
    slash < 0 ||
    ['*', '~', ''].includes(namespace) ||
    host.includes('*') ||
    related.some((each) => each.namespace === namespace)
  ) {
    return undefined;
  }
  if (related.length > 0) {
    return { message: `'${text}' lets nothing in: ${host} belongs to namespace ${related[0].namespace}`, related };
  }
  // Of hosts outside of the cluster, and of namespaces that are not among the manifests, nothing is known.
  const isMissing = host.endsWith(`.${namespace}.svc.${mesh.config.domain}`) && modelled.has(namespace);
  return isMissing
    ? { message: `'${text}' lets nothing in: namespace ${namespace} has no such Service`, related }
    : undefined;
}
