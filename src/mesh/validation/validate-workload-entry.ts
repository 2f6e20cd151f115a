import { MeshObject } from '../mesh-object';
import { WorkloadEntrySpec } from '../wire/networking';
import { checkEndpoint } from './checks/endpoints';
import { Decoded } from './decode';
import { Faults } from './validation-fault';

/** Checks a WorkloadEntry as Istio does. */
export function validateWorkloadEntry(entry: Decoded<WorkloadEntrySpec>, _object: MeshObject, faults: Faults): void {
  checkEndpoint(entry, undefined, faults);
}
