import { App, Chart } from 'cdk8s';
import { Deployment, EnvValue, Service } from 'cdk8s-plus-27';
import { Backend, HttpMatch, MeshService, StringMatch } from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
const service = new Service(chart, 'service', {
  metadata: { name: 'httpbin' },
  ports: [{ name: 'http', port: 80, targetPort: 8080 }],
});
service.selectLabel('app', 'httpbin');
for (const version of ['v1', 'v2']) {
  new Deployment(chart, version, {
    podMetadata: { labels: { app: 'httpbin', version } },
    containers: [
      {
        image: 'mccutchen/go-httpbin:v2.15.0',
        portNumber: 8080,
        envVariables: { USE_REAL_HOSTNAME: EnvValue.fromValue('true') },
      },
    ],
  });
}

const httpbin = new MeshService(chart, 'mesh', {
  name: 'httpbin',
  backend: Backend.service(service),
  subsets: [
    { name: 'v1', labels: { version: 'v1' }, weight: 90 },
    { name: 'v2', labels: { version: 'v2' }, weight: 10 },
  ],
});
const jane = HttpMatch.header('end-user', StringMatch.exact('jane'));
httpbin.routeMatching([jane], [{ destination: httpbin.destination('v2') }], { name: 'jane' });
httpbin.route('/headers', httpbin.destination('v1'), {
  name: 'headers',
  headers: { response: { set: { 'x-route': 'headers' } } },
});
app.synth();
