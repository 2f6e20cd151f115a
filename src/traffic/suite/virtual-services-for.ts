import { routingOf } from '../../mesh/index/routing';
import { ResolvedVirtualService } from '../../mesh/index/virtual-services';
import { Mesh } from '../../mesh/mesh';
import { isWithin, mostSpecificHost } from '../../mesh/semantics/host-match';
import { resolveHost } from '../../mesh/semantics/short-name';

/** Those whose routes the host has: by its most specific name. */
export function virtualServicesFor(mesh: Mesh, host: string): readonly ResolvedVirtualService[] {
  const nameIn = ({ namespace }: ResolvedVirtualService) =>
    resolveHost(host, namespace, mesh.config.domain).toLowerCase();
  const candidates = routingOf(mesh).virtualServices.all.flatMap((virtualService) => {
    const name = nameIn(virtualService);
    const hosts = virtualService.hosts.map((each) => each.toLowerCase()).filter((each) => isWithin(name, each));
    const best = mostSpecificHost(name, hosts);
    return best === undefined ? [] : [{ virtualService, best, name }];
  });
  const best = new Set(
    candidates.map(({ name }) =>
      mostSpecificHost(
        name,
        candidates.map((each) => each.best),
      ),
    ),
  );
  return candidates.filter((each) => best.has(each.best)).map(({ virtualService }) => virtualService);
}
