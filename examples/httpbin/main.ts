import { App, Chart } from 'cdk8s';
import { Deployment, Service } from 'cdk8s-plus-27';
import { Backend, Credential, PlainHttp, SecretForm, SecureIngress } from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'httpbin', { namespace: 'default' });
const metadata = { name: 'httpbin-service' };
const service = new Service(chart, 'service', { metadata, ports: [{ name: 'http', port: 80, targetPort: 8080 }] });
service.selectLabel('app', 'httpbin');
for (const version of ['v1', 'v2']) {
  new Deployment(chart, version, {
    podMetadata: { labels: { app: 'httpbin', version } },
    containers: [{ image: 'mccutchen/go-httpbin:v2.15.0', portNumber: 8080 }],
  });
}

new SecureIngress(chart, 'ingress', {
  name: 'httpbin',
  hosts: ['httpbin.local.1q77.com'],
  credential: Credential.selfSigned({ form: SecretForm.GENERIC }),
  backend: Backend.service(service),
  subsets: [
    { name: 'v1', labels: { version: 'v1' }, weight: 0 },
    { name: 'v2', labels: { version: 'v2' }, weight: 100 },
  ],
  plainHttp: PlainHttp.SERVE,
  alsoInMesh: true,
});
app.synth();
