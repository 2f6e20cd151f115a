import { App, Chart } from 'cdk8s';
import {
  Backend,
  Destination,
  Gateway,
  HttpMatch,
  HttpRoute,
  IngressGateway,
  RouteOrder,
  Server,
  VirtualService,
} from 'cdk8s-istio';

const app = new App();
const edge = new Chart(app, 'edge', { namespace: 'istio-ingress' });
const workload = new IngressGateway(edge, 'gateway', {
  name: 'public',
  ports: [{ port: 80 }, { port: 8080, name: 'http-admin' }],
});

const shop = new Chart(app, 'shop', { namespace: 'shop' });
const backend = (name: string) => Destination.backend(Backend.named(name, { port: 8000 }));

const gateway = new Gateway(shop, 'gateway', {
  metadata: { name: 'httpbin' },
  workload,
  servers: [Server.http({ hosts: ['httpbin.example.com'] })],
});
new VirtualService(shop, 'routes', {
  metadata: { name: 'httpbin' },
  gateways: [gateway],
  hosts: ['httpbin.example.com'],
  routeOrder: RouteOrder.MOST_SPECIFIC_FIRST,
  http: [HttpRoute.to(backend('httpbin'), { match: [HttpMatch.pathPrefix('/status')] }), HttpRoute.to(backend('web'))],
});
app.synth();
