import { array } from '../code/expression';
import { backendOf, isServiceHere } from './backends';
import { gateways } from './gateways';
import { httpRoute } from './http-route';
import { KindConverter } from './kind';
import { tcpRoute, tlsRoute } from './l4-route';
import { Properties } from './properties';
import { exportTo, list, texts } from './values';

/** Routes. */
export const VIRTUAL_SERVICE: KindConverter = {
  group: 'networking.istio.io',
  kind: 'VirtualService',
  take: (spec) => {
    takeHosts(spec);
    spec
      .take('gateways', gateways)
      .take('http', list(httpRoute))
      .take('tls', list(tlsRoute))
      .take('tcp', list(tcpRoute))
      .take('exportTo', exportTo);
  },
};

/** Services of the program are hosts by their constants, which are rendered before the others. */
function takeHosts(spec: Properties): void {
  const written = spec.peek('hosts');
  const hosts: readonly unknown[] = Array.isArray(written) ? written : [];
  const end = hosts.findIndex((host) => !isServiceHere(host, spec.at));
  const services = hosts.slice(0, end < 0 ? hosts.length : end);
  if (services.length === 0) {
    spec.take('hosts', texts);
    return;
  }
  const others = spec.convert('hosts', (_, at) => texts(hosts.slice(services.length), at));
  if (others !== undefined) {
    spec.add('services', array(services.map((host) => backendOf(String(host), spec.at))));
    if (services.length < hosts.length) {
      spec.add('hosts', others);
    }
  }
}
