import { App, Chart } from 'cdk8s';
import { Deployment, EnvValue, Service } from 'cdk8s-plus-27';
import { Backend, MeshNamespace, MeshService } from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
// Pods of this namespace get a sidecar.
new MeshNamespace(chart, 'namespace', { name: 'shop' });

const service = new Service(chart, 'service', {
  metadata: { name: 'httpbin' },
  ports: [{ name: 'http', port: 80, targetPort: 8080 }],
});
service.selectLabel('app', 'httpbin');
new Deployment(chart, 'httpbin', {
  replicas: 2,
  podMetadata: { labels: { app: 'httpbin' } },
  containers: [
    {
      image: 'mccutchen/go-httpbin:v2.15.0',
      portNumber: 8080,
      envVariables: { MAX_DURATION: EnvValue.fromValue('60s') },
    },
  ],
});

// What its clients do: a timeout, retries where nothing can happen twice, and no requests to pods that keep failing.
new MeshService(chart, 'mesh', { name: 'httpbin', backend: Backend.service(service) });
app.synth();
