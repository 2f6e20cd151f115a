import { App, Chart } from 'cdk8s';
import { Backend, Credential, LocalCa, SecureIngress } from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'tls-local-ca', { namespace: 'default' });
const ca = new LocalCa({ permittedDomains: ['dev.example.com'] });

for (const name of ['shop', 'admin']) {
  new SecureIngress(chart, name, {
    name,
    hosts: [`${name}.dev.example.com`],
    credential: Credential.localCa(ca),
    backend: Backend.named(name, { port: 8000 }),
  });
}

// What clients are told to trust; beside the store, so that neither goes to Git.
ca.writeCertificate(process.env.CA_FILE ?? '.cdk8s-istio/ca.pem');

app.synth();
