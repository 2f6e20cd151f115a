import { App, Chart, Duration } from 'cdk8s';
import { Deployment, Service } from 'cdk8s-plus-27';
import { Backend, FaultAbort, FaultDelay, FaultInjection, GrpcMatch, GrpcStatus, MeshService } from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
// The port's name says that it speaks gRPC.
const service = new Service(chart, 'service', {
  metadata: { name: 'grpcbin' },
  ports: [{ name: 'grpc', port: 9000 }],
});
service.selectLabel('app', 'grpcbin');
new Deployment(chart, 'grpcbin', {
  podMetadata: { labels: { app: 'grpcbin' } },
  containers: [{ image: 'moul/grpcbin:latest', portNumber: 9000, securityContext: { ensureNonRoot: false } }],
});

const grpcbin = new MeshService(chart, 'mesh', {
  name: 'grpcbin',
  backend: Backend.service(service),
  // Streams take as long as they take; callers set deadlines themselves.
  timeout: Duration.seconds(0),
});
new FaultInjection(chart, 'hello', {
  target: grpcbin,
  match: [GrpcMatch.of('hello.HelloService/SayHello')],
  abort: FaultAbort.grpcStatus(GrpcStatus.UNAVAILABLE, 100),
});
new FaultInjection(chart, 'add', {
  target: grpcbin,
  match: [GrpcMatch.of('addsvc.Add')],
  delay: FaultDelay.fixed(Duration.seconds(3), 50),
});
app.synth();
