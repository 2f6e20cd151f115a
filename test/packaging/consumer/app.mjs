import { App, Chart } from 'cdk8s';
import { Backend, Credential, SecureIngress } from 'cdk8s-istio';
import { Service } from 'cdk8s-plus-27';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
const service = new Service(chart, 'service', { metadata: { name: 'shop' }, ports: [{ name: 'http', port: 80 }] });
service.selectLabel('app', 'shop');

const ingress = new SecureIngress(chart, 'ingress', {
  hosts: ['shop.example.com'],
  credential: Credential.selfSigned(),
  backend: Backend.service(service),
  subsets: [
    { name: 'v1', labels: { version: 'v1' }, weight: 90 },
    { name: 'v2', labels: { version: 'v2' }, weight: 10 },
  ],
});
ingress.route('/cart', Backend.named('cart', { port: 8080 }));

app.synth();
