import { Chart, Duration } from 'cdk8s';
import { ProbeScheme, ReadinessProbe } from '../../../src/networking/readiness-probe';
import { WorkloadGroup } from '../../../src/networking/workload-group';

/** WorkloadGroups that between them set every field. */
export function build(chart: Chart): void {
  new WorkloadGroup(chart, 'http', {
    workloadMetadata: { labels: { app: 'vm' }, annotations: { owner: 'web' } },
    template: {
      address: '10.9.1.1',
      ports: { http: 8080 },
      labels: { app: 'vm' },
      network: 'far',
      locality: 'region/zone/rack',
      weight: 1,
      serviceAccount: 'vm',
    },
    probe: ReadinessProbe.httpGet(8080, {
      path: '/healthy',
      host: '127.0.0.1',
      scheme: ProbeScheme.HTTP,
      httpHeaders: [{ name: 'Host', value: 'vm.example.com' }],
      initialDelay: Duration.seconds(1),
      timeout: Duration.seconds(2),
      period: Duration.seconds(3),
      successThreshold: 4,
      failureThreshold: 5,
    }),
  });
  new WorkloadGroup(chart, 'tcp', { probe: ReadinessProbe.tcpSocket(8080, { host: '127.0.0.1' }) });
  new WorkloadGroup(chart, 'exec', { probe: ReadinessProbe.exec(['/bin/check', '--quick']) });
  new WorkloadGroup(chart, 'grpc', { probe: ReadinessProbe.grpc(8080, { service: 'shop.Cart' }) });
}
