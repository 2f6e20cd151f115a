import { App, Chart, Duration } from 'cdk8s';
import { Backend, Credential, ExternalSecretStore, RemoteCertificate, RemoteEntry, SecureIngress } from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'tls-external-secret', { namespace: 'default' });

new SecureIngress(chart, 'ingress', {
  name: 'httpbin',
  hosts: ['httpbin.example.com'],
  credential: Credential.externalSecret({
    store: ExternalSecretStore.clusterSecretStore('vault'),
    content: RemoteCertificate.keyPair({
      certificate: RemoteEntry.of('httpbin', { property: 'certificate' }),
      privateKey: RemoteEntry.of('httpbin', { property: 'key' }),
    }),
    dnsNames: ['httpbin.example.com'],
    refreshInterval: Duration.minutes(15),
  }),
  backend: Backend.named('httpbin', { port: 8000 }),
});

app.synth();
