import { App, Chart, Duration } from 'cdk8s';
import { Deployment, Service } from 'cdk8s-plus-27';
import { Backend, HttpRetry, MeshService, RetryOn } from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
const service = new Service(chart, 'service', {
  metadata: { name: 'httpbin' },
  ports: [{ name: 'http', port: 80, targetPort: 8080 }],
});
service.selectLabel('app', 'httpbin');
new Deployment(chart, 'httpbin', {
  replicas: 4,
  podMetadata: { labels: { app: 'httpbin' } },
  containers: [{ image: 'mccutchen/go-httpbin:v2.15.0', portNumber: 8080 }],
});

const httpbin = new MeshService(chart, 'mesh', {
  name: 'httpbin',
  backend: Backend.service(service),
  timeout: Duration.seconds(10),
  outlierDetection: {
    consecutiveGatewayErrors: 3,
    interval: Duration.seconds(5),
    baseEjectionTime: Duration.minutes(1),
    maxEjectionPercent: 50,
  },
  connectionPool: { http: { http2MaxRequests: 100, maxRetries: 10 } },
});
// Reading twice does no harm: here any failure is tried again.
httpbin.route('/unstable', httpbin.destination(), {
  name: 'unstable',
  retries: HttpRetry.attempts(3, {
    perTryTimeout: Duration.seconds(2),
    retryOn: [RetryOn.STATUS_5XX, RetryOn.RESET],
  }),
});
app.synth();
