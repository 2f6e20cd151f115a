import { Clusters } from '../mesh/index/clusters';
import { Destination } from '../mesh/wire/networking';
import { Proxy } from './proxy';
import { DestinationShare } from './request-trace';

/** The cluster of a destination in a VirtualService of a namespace. */
export function destinationShare(
  clusters: Clusters,
  proxy: Proxy,
  destination: Destination,
  share: number,
  { namespace, port }: { readonly namespace: string; readonly port: number },
): DestinationShare {
  const { name, cluster, missing } = clusters.find(destination, proxy, port, (host) => proxy.lookup(host, namespace));
  return { share, clusterName: name, cluster, missing };
}
