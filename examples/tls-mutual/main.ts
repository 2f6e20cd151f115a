import { App, Chart } from 'cdk8s';
import { Backend, ClientCertificates, Credential, LocalCa, SecureIngress } from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'tls-mutual', { namespace: 'default' });
const ca = new LocalCa();
const cart = ca.clientCertificate({ name: 'cart', spiffeId: 'spiffe://cluster.local/ns/shop/sa/cart' });

new SecureIngress(chart, 'ingress', {
  name: 'orders',
  hosts: ['orders.example.com'],
  credential: Credential.localCa(ca),
  clientCertificates: ClientCertificates.required({
    subjectAltNames: ['spiffe://cluster.local/ns/shop/sa/cart'],
  }),
  backend: Backend.named('orders', { port: 8000 }),
});

// Certificate, key and CA for the client; beside the store, so that none goes to Git.
cart.writePem(process.env.CLIENT_FOLDER ?? '.cdk8s-istio/cart');

app.synth();
