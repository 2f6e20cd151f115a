import { addTo } from '../lists';
import type { Mesh } from '../mesh';
import { RegisteredService, Services } from './services';
import { Workload, Workloads } from './workloads';

const NO_WORKLOADS: readonly Workload[] = Object.freeze([]);
const NO_SERVICES: readonly RegisteredService[] = Object.freeze([]);

/** Which workloads stand behind which services, by the services' selectors. */
export class BackingWorkloads {
  private readonly byService = new Map<RegisteredService, readonly Workload[]>();
  private byWorkload: ReadonlyMap<Workload, readonly RegisteredService[]> | undefined;

  constructor(services: Services, workloads: Workloads) {
    for (const service of services.all) {
      // Of a Service that is only referred to, neither all ports nor all labels are known.
      if (service.selector !== undefined && !service.source.isAssumed) {
        this.byService.set(service, workloads.selected(service.namespace, service.selector));
      }
    }
  }

  /** The workloads that a service selects. */
  public of(service: RegisteredService): readonly Workload[] {
    return this.byService.get(service) ?? NO_WORKLOADS;
  }

  /** The services that select a workload. */
  public servicesOf(workload: Workload): readonly RegisteredService[] {
    this.byWorkload ??= byWorkloadOf(this.byService);
    return this.byWorkload.get(workload) ?? NO_SERVICES;
  }
}

function byWorkloadOf(
  byService: ReadonlyMap<RegisteredService, readonly Workload[]>,
): Map<Workload, RegisteredService[]> {
  const found = new Map<Workload, RegisteredService[]>();
  byService.forEach((workloads, service) => workloads.forEach((workload) => addTo(found, workload, service)));
  return found;
}

/** Which workloads of a mesh stand behind which of its services. */
export function backingWorkloadsOf(mesh: Mesh): BackingWorkloads {
  return mesh.derive(readBackingWorkloads);
}

function readBackingWorkloads(mesh: Mesh): BackingWorkloads {
  return new BackingWorkloads(mesh.services, mesh.workloads);
}
