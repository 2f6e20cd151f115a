import { App, Chart } from 'cdk8s';
import { AcmeChallenge, Backend, CertificateIssuer, Credential, SecureIngress } from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'tls-cert-manager', { namespace: 'default' });

new SecureIngress(chart, 'ingress', {
  name: 'httpbin',
  hosts: ['httpbin.example.com'],
  // cert-manager keeps the Secret filled, where the gateway's pods are.
  credential: Credential.certManager({
    issuer: CertificateIssuer.clusterIssuer('letsencrypt', { challenge: AcmeChallenge.HTTP_01 }),
  }),
  backend: Backend.named('httpbin', { port: 8000 }),
});

app.synth();
