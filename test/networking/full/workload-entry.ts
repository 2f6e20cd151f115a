import { Chart } from 'cdk8s';
import { WorkloadEntry } from '../../../src/networking/workload-entry';

/** A WorkloadEntry that sets every field. */
export function build(chart: Chart): void {
  new WorkloadEntry(chart, 'entry', {
    address: '10.9.1.1',
    ports: { http: 8080 },
    labels: { app: 'vm' },
    network: 'far',
    locality: 'region/zone/rack',
    weight: 1,
    serviceAccount: 'vm',
  });
}
