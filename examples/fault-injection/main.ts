import { App, Chart, Duration } from 'cdk8s';
import { Backend, FaultAbort, FaultDelay, FaultInjection, HttpMatch, MeshService, StringMatch } from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
const httpbin = new MeshService(chart, 'mesh', { name: 'httpbin', backend: Backend.named('httpbin') });

// Who asks for it: an error at once, or an answer that is late.
new FaultInjection(chart, 'abort', {
  target: httpbin,
  match: [HttpMatch.header('x-chaos', StringMatch.exact('abort'))],
  abort: FaultAbort.httpStatus(555, 100),
});
new FaultInjection(chart, 'delay', {
  target: httpbin,
  match: [HttpMatch.header('x-chaos', StringMatch.exact('delay'))],
  delay: FaultDelay.fixed(Duration.seconds(2), 100),
});

// Half of the requests for one path, whoever sends them, but for those who asked for something else.
new FaultInjection(chart, 'unstable', {
  target: httpbin,
  match: [HttpMatch.pathPrefix('/status', { absentHeaders: ['x-chaos'] })],
  abort: FaultAbort.httpStatus(503, 50),
});
app.synth();
