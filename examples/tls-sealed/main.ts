import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { Backend, Credential, SecureIngress } from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'tls-sealed', { namespace: 'default' });

new SecureIngress(chart, 'ingress', {
  name: 'httpbin',
  hosts: ['httpbin.example.com'],
  // In production the certificate and key come from files: Credential.fromFiles().
  credential: Credential.sealed(Credential.selfSigned(), {
    controllerCertificate: readFileSync(join(__dirname, 'controller.pem'), 'utf8'),
  }),
  backend: Backend.named('httpbin', { port: 8000 }),
});

app.synth();
