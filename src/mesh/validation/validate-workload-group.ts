import { MeshObject } from '../mesh-object';
import { HttpHealthCheckConfig, ReadinessProbe, WorkloadGroupSpec } from '../wire/networking';
import { checkLabels } from './checks/labels';
import { faultOfPort } from './checks/ports';
import { Decoded } from './decode';
import { Faults } from './validation-fault';

const HEADER_NAME = /^[-A-Za-z0-9]+$/;
const NUMBERS = [
  'periodSeconds',
  'initialDelaySeconds',
  'timeoutSeconds',
  'successThreshold',
  'failureThreshold',
] as const;

/** Checks a WorkloadGroup as Istio does, which stops at the first of its parts with a fault. */
export function validateWorkloadGroup(group: Decoded<WorkloadGroupSpec>, _object: MeshObject, faults: Faults): void {
  if (group.template === undefined) {
    faults.error('a WorkloadGroup needs a template', 'template');
    return;
  }
  const before = faults.found.length;
  faults.at('metadata').field('labels', group.metadata?.labels, checkLabels);
  if (faults.found.length === before && group.probe !== undefined) {
    checkProbe(group.probe, faults.at('probe'));
  }
}

function checkProbe(probe: Decoded<ReadinessProbe>, faults: Faults): void {
  for (const field of NUMBERS) {
    if ((probe[field] ?? 0) < 0) {
      faults.error(`${field} can't be negative`, field);
    }
  }
  if (probe.httpGet !== undefined) {
    checkHttpGet(probe.httpGet, faults.at('httpGet'));
  } else if (probe.tcpSocket !== undefined) {
    faults.error(faultOfPort(probe.tcpSocket.port), 'tcpSocket', 'port');
  } else if (probe.exec === undefined) {
    faults.error('a probe is one of httpGet, tcpSocket and exec');
  } else if ((probe.exec.command ?? []).length === 0) {
    faults.error('a probe by exec needs a command', 'exec', 'command');
  }
}

function checkHttpGet({ port, scheme = '', httpHeaders = [] }: Decoded<HttpHealthCheckConfig>, faults: Faults): void {
  faults.error(faultOfPort(port), 'port');
  if (!['', 'HTTP', 'HTTPS'].includes(scheme)) {
    faults.error(`the scheme is HTTP or HTTPS, not ${scheme}`, 'scheme');
  }
  httpHeaders.forEach(({ name = '' }, index) => {
    if (!HEADER_NAME.test(name)) {
      faults.error(`"${name}" can't be the name of a header`, 'httpHeaders', index, 'name');
    }
  });
}
