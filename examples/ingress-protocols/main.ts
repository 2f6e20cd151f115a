import { App, Chart } from 'cdk8s';
import {
  Backend,
  Credential,
  GatewayWorkload,
  GrpcIngress,
  HttpRetry,
  PassthroughIngress,
  RetryOn,
  TcpIngress,
} from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
const workload = GatewayWorkload.of({ ports: [80, 443, 5432] });

// gRPC over TLS, by service and method.
const grpc = new GrpcIngress(chart, 'grpc', {
  name: 'grpc',
  hosts: ['grpc.example.com'],
  credential: Credential.existing('grpc-certificate'),
  workload,
});
grpc.route('hello.HelloService', Backend.named('grpcbin', { port: 9000 }));
grpc.route('hello.HelloService/SayHello', Backend.named('greeter', { port: 9000 }), {
  retries: HttpRetry.attempts(2, { retryOn: [RetryOn.UNAVAILABLE] }),
});

// TLS that the backend ends itself, told apart by its server name on the same port.
new PassthroughIngress(chart, 'vault', {
  name: 'vault',
  hosts: ['vault.example.com'],
  backend: Backend.named('vault', { port: 8200 }),
  workload,
});

// Bytes on a port of their own.
new TcpIngress(chart, 'postgres', { name: 'postgres', port: 5432, backend: Backend.named('postgres'), workload });
app.synth();
