import { App, Chart } from 'cdk8s';
import { AcmeServer, AcmeSolver, Backend, ClusterIssuer, Credential, IssuerConfig, SecureIngress } from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'tls-cert-manager', { namespace: 'default' });

const issuer = new ClusterIssuer(chart, 'issuer', {
  metadata: { name: 'letsencrypt' },
  config: IssuerConfig.acme({
    server: AcmeServer.letsEncrypt(),
    email: 'certificates@example.com',
    solvers: [AcmeSolver.http01()],
  }),
});

new SecureIngress(chart, 'ingress', {
  name: 'httpbin',
  hosts: ['httpbin.example.com'],
  // cert-manager keeps the Secret filled, where the gateway's pods are.
  credential: Credential.certManager({ issuer }),
  backend: Backend.named('httpbin', { port: 8000 }),
});

app.synth();
