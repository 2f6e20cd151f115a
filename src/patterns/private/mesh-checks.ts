import { Construct } from 'constructs';
import { misuse } from '../../kernel/errors';
import { checkHost } from '../../kernel/host';
import { checkList } from '../../kernel/value-type';
import { checkGateway } from '../../networking/private/argument-types';
import { SubsetProps } from '../../networking/subset';
import { MeshServiceOptions } from '../mesh-service-options';
import { SYNC_WAVE } from './sync-wave';

/** The host of a Service in full: its name, its namespace, and the domain of the cluster. */
const SERVICE_HOST = /^[^.]+\.([^.]+)\.svc(\..+)?$/;

/** Throws where props of a service, whose host is `backend`, are malformed or do not go together, before anything is made. */
export function checkMeshProps(at: Construct, props: MeshServiceOptions, backend: string, isElsewhere: boolean): void {
  if (backend.includes('*')) {
    throw misuse({
      at,
      rule: 'requests can be sent to one host, not to a wildcard',
      received: backend,
      fix: 'give each host a pattern of its own',
    });
  }
  checkHosts(at, props);
  checkSyncWave(at, props);
  if (isElsewhere && props.gateways !== undefined && props.exportTo === undefined) {
    throw misuse({
      at,
      rule: 'a gateway finds the subsets of a Service in its own namespace, the one of the Service or the root one only',
      received: `backend ${backend} from another namespace`,
      fix: "set `namespace` to the Service's, or `exportTo` if the gateway's pods are in this namespace",
    });
  }
}

/** Whether a host is known to be that of a Service in another namespace. */
export function isHostElsewhere(host: string, namespace: string | undefined): boolean {
  const own = namespace === undefined ? undefined : SERVICE_HOST.exec(host)?.[1];
  return own !== undefined && own !== namespace;
}

/** Throws if the pods of one version are pods of the other one as well, by the labels that tell them apart. */
export function checkDistinct(at: Construct, one: SubsetProps, other: SubsetProps): void {
  const [a, b] = [one.labels ?? {}, other.labels ?? {}];
  const within = (inner: typeof a, outer: typeof a): boolean =>
    Object.entries(outer).every(([label, value]) => inner[label] === value);
  if (within(a, b) || within(b, a)) {
    throw misuse({
      at,
      rule: `the labels of ${one.name} and ${other.name} must tell their pods apart`,
      received: [a, b],
      fix: "give both the label that differs, such as { version: 'v1' } and { version: 'v2' }",
    });
  }
}

function checkHosts(at: Construct, { hosts, gateways }: MeshServiceOptions): void {
  checkList(gateways, 'gateways', at)?.forEach((gateway) => checkGateway(gateway, at));
  checkList(hosts, 'hosts', at)?.forEach((host) => checkHost(host, 'a host of a service', at.node.path));
  if (gateways?.length === 0) {
    throw misuse({
      at,
      rule: 'gateways must not be empty',
      received: gateways,
      fix: 'leave it out for the mesh alone',
    });
  }
  if (gateways !== undefined && (hosts === undefined || hosts.length === 0)) {
    throw misuse({
      at,
      rule: 'a gateway needs hosts that its clients know',
      received: hosts,
      fix: "add `hosts`, such as ['shop.example.com']",
    });
  }
}

function checkSyncWave(at: Construct, { syncWave, annotations }: MeshServiceOptions): void {
  if (syncWave === undefined) {
    return;
  }
  if (!Number.isInteger(syncWave)) {
    throw misuse({ at, rule: 'a sync wave must be a whole number', received: syncWave, fix: 'such as 0 or -5' });
  }
  if (annotations?.[SYNC_WAVE] !== undefined) {
    throw misuse({
      at,
      rule: 'the sync wave must be told once',
      received: annotations[SYNC_WAVE],
      fix: 'leave the annotation out: `syncWave` sets it on both objects',
    });
  }
}
