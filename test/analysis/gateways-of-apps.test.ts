import { ApiObject, Chart, Testing } from 'cdk8s';
import { IstioAnalysis } from '../../src/analysis/istio-analysis';
import { Mesh } from '../../src/mesh/mesh';
import { Gateway } from '../../src/networking/gateway';
import { HttpDirectResponse } from '../../src/networking/http-direct-response';
import { HttpRoute } from '../../src/networking/http-route';
import { Server } from '../../src/networking/server';
import { VirtualService } from '../../src/networking/virtual-service';
import { IngressGateway } from '../../src/patterns/ingress-gateway';

/** A Gateway as YAML that is included has it, and what the analysis finds of its pods. */
function findings(selector: { readonly [label: string]: string }, more: (chart: Chart) => void = () => undefined) {
  const app = Testing.app();
  const chart = new Chart(app, 'edge', { namespace: 'edge' });
  new ApiObject(chart, 'included', {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name: 'web' },
    spec: { selector, servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['a.example.com'] }] },
  });
  more(chart);
  return IstioAnalysis.run(Mesh.fromApp(app)).findings.flatMap(({ code, message }) =>
    code === 'IST0101' ? [message] : [],
  );
}

test('the pods of a Gateway that an app includes are in the cluster', () => {
  expect(findings({ istio: 'ingressgateway' })).toEqual([]);
});

test('so they are beside other pods, and a Gateway that is only named', () => {
  const more = (chart: Chart) => {
    new ApiObject(chart, 'pod', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'example.com/web' }] },
    });
    new VirtualService(chart, 'routes', {
      hosts: ['b.example.com'],
      gateways: [Gateway.fromGatewayName(chart, 'other', 'other')],
      http: [HttpRoute.directResponse(HttpDirectResponse.status(204))],
    });
  };
  expect(findings({ istio: 'ingressgateway' }, more)).toEqual([]);
});

test('an app that has pods of gateways is asked for those of each', () => {
  const install = (chart: Chart) => {
    const workload = new IngressGateway(chart, 'gateway', { name: 'edge' });
    new Gateway(chart, 'own', { workload, servers: [] }).addServer(Server.http({ hosts: ['b.example.com'] }));
  };
  expect(findings({ istio: 'edge' }, install)).toEqual([]);
  expect(findings({ istio: 'egde' }, install)).toEqual(['Gateway edge/web selects istio=egde, which no pod carries']);
});
