import { App, Chart, Duration } from 'cdk8s';
import {
  ExternalService,
  FaultAbort,
  FaultDelay,
  FaultInjection,
  HttpMatch,
  StringMatch,
  TlsOrigination,
} from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
const partner = new ExternalService(chart, 'httpbin', {
  name: 'httpbin-org',
  hosts: ['httpbin.org'],
  tlsOrigination: TlsOrigination.simple(),
});

// Who asks for it gets an error; nothing leaves the pod.
new FaultInjection(chart, 'down', {
  target: partner,
  match: [HttpMatch.header('x-chaos', StringMatch.exact('down'))],
  abort: FaultAbort.httpStatus(503, 100),
});

// A tenth of the other calls of one path is slow.
new FaultInjection(chart, 'slow', {
  target: partner,
  match: [HttpMatch.pathPrefix('/anything', { absentHeaders: ['x-chaos'] })],
  delay: FaultDelay.fixed(Duration.seconds(2), 10),
});
app.synth();
