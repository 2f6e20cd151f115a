import { App, Chart, Duration } from 'cdk8s';
import { ExternalService, HttpRetry, RetryOn, TlsOrigination } from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

// Applications call http://httpbin.org/, the proxy makes HTTPS of it: so it sees the requests.
new ExternalService(chart, 'httpbin', {
  name: 'httpbin-org',
  hosts: ['httpbin.org'],
  tlsOrigination: TlsOrigination.simple(),
  timeout: Duration.seconds(3),
  retries: HttpRetry.attempts(2, { perTryTimeout: Duration.seconds(1), retryOn: [RetryOn.STATUS_5XX] }),
  trafficPolicy: { connectionPool: { tcp: { maxConnections: 50 } } },
});

// Applications call https://api.github.com/ themselves: the proxy lets it out by its server name.
new ExternalService(chart, 'github', {
  name: 'github',
  hosts: ['api.github.com', 'github.com'],
});
app.synth();
