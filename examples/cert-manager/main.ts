import { ApiObject, App, Chart } from 'cdk8s';
import { Backend, Credential, GatewayWorkload, PlainHttp, SecureIngress } from 'cdk8s-istio';

const HOST = 'httpbin.example.com';
const SECRET = 'httpbin-credential';

const app = new App();
const chart = new Chart(app, 'cert-manager', { namespace: 'default' });
const workload = GatewayWorkload.ingress();

// cert-manager keeps the Secret filled; it has to be where the gateway's pods are.
new ApiObject(chart, 'certificate', {
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { name: SECRET, namespace: workload.namespace },
  spec: { secretName: SECRET, dnsNames: [HOST], issuerRef: { kind: 'ClusterIssuer', name: 'letsencrypt' } },
});

new SecureIngress(chart, 'ingress', {
  name: 'httpbin',
  hosts: [HOST],
  credential: Credential.existing(SECRET),
  workload,
  backend: Backend.named('httpbin', { port: 8000 }),
  // Not REDIRECT: it would send the HTTP-01 challenge to port 443, which has no certificate yet.
  plainHttp: PlainHttp.SERVE,
});

app.synth();
