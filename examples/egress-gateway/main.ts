import { App, Chart, Duration } from 'cdk8s';
import { EgressGateway, ExternalService, Protocol, TlsOrigination } from 'cdk8s-istio';

const app = new App();
const edge = new Chart(app, 'edge', { namespace: 'istio-egress' });
const workload = new EgressGateway(edge, 'gateway', { name: 'way-out' });

const shop = new Chart(app, 'shop', { namespace: 'shop' });
new ExternalService(shop, 'partner', {
  name: 'partner',
  hosts: ['api.partner.example'],
  // Old applications speak HTTP, which the gateway encrypts; new ones speak HTTPS, which it hands on.
  ports: [
    { number: 80, protocol: Protocol.HTTP },
    { number: 443, protocol: Protocol.TLS },
  ],
  tlsOrigination: TlsOrigination.mutual('partner-client'),
  egressGateway: { workload },
  timeout: Duration.seconds(5),
});
app.synth();
