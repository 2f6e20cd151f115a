import { App, Chart, Duration } from 'cdk8s';
import { Backend, Credential, SecureIngress } from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'tls-self-signed', { namespace: 'default' });

new SecureIngress(chart, 'ingress', {
  name: 'httpbin',
  hosts: ['httpbin.example.com', '*.httpbin.example.com'],
  credential: Credential.selfSigned({ validFor: Duration.days(90), renewBefore: Duration.days(14) }),
  backend: Backend.named('httpbin', { port: 8000 }),
});

app.synth();
