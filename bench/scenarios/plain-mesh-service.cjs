const { App, Chart } = require('cdk8s');
const { addPlain } = require('../lib/plain-object.cjs');

/** The objects of mesh-service.cjs by hand. */
exports.title = 'plain cdk8s';

exports.run = ({ count, outdir }) => {
  const app = new App({ outdir });
  const chart = new Chart(app, 'bench', { namespace: 'default' });
  for (let i = 0; i < count; i++) {
    const host = `service-${i}`;
    addPlain(chart, `destination-rule-${i}`, 'DestinationRule', {
      metadata: { name: `shop-${i}-destination-rule` },
      spec: {
        host,
        trafficPolicy: {
          outlierDetection: { consecutive5xxErrors: 0, consecutiveGatewayErrors: 5, maxEjectionPercent: 50 },
        },
      },
    });
    addPlain(chart, `virtual-service-${i}`, 'VirtualService', {
      metadata: { name: `shop-${i}-virtual-service` },
      spec: {
        hosts: [host],
        http: [
          {
            retries: { attempts: 2, retryOn: 'connect-failure,refused-stream' },
            route: [{ destination: { host, port: { number: 80 } } }],
            timeout: '15s',
          },
        ],
      },
    });
  }
  app.synth();
};
