import { App, Chart } from 'cdk8s';
import {
  AccessLogging,
  DataPlane,
  GatewayScale,
  IngressGateway,
  MeshNamespace,
  MtlsScope,
  MutualTlsMode,
  StrictMtls,
} from 'cdk8s-istio';

const app = new App();
const mesh = new Chart(app, 'mesh');

// The mesh itself: mutual TLS wherever no namespace says otherwise, and access logs of all proxies.
new StrictMtls(mesh, 'mtls', { scope: MtlsScope.mesh() });
new AccessLogging(mesh, 'logs', { name: 'access-logs', namespace: 'istio-system' });

// The way in. The pods say themselves that they are injected, so that the namespace does not have to.
const edge = new MeshNamespace(mesh, 'edge', { name: 'istio-ingress', dataPlane: DataPlane.byPod() });
new IngressGateway(mesh, 'gateway', {
  name: 'istio-ingressgateway',
  namespace: edge.name,
  scale: GatewayScale.automatic({ minReplicas: 2, maxReplicas: 4 }),
});

// Namespaces of applications: one that is new to the mesh, and one whose clients are not all part of it yet.
new MeshNamespace(mesh, 'shop', { name: 'shop' });
new MeshNamespace(mesh, 'legacy', {
  name: 'legacy',
  dataPlane: DataPlane.tag('prod-stable'),
  mtls: MutualTlsMode.PERMISSIVE,
});
app.synth();
