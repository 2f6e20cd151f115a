const { App, Chart } = require('cdk8s');
const { addPlain } = require('../lib/plain-object.cjs');

/** The objects of shared-gateway-routes.cjs by hand. */
exports.title = 'plain cdk8s';

exports.run = ({ count, outdir }) => {
  const app = new App({ outdir });
  const chart = new Chart(app, 'bench', { namespace: 'default' });
  addPlain(chart, 'gateway', 'Gateway', {
    metadata: { name: 'shared' },
    spec: {
      selector: { istio: 'ingressgateway' },
      servers: [
        {
          hosts: ['shop.example.com'],
          port: { name: 'http-shop', number: 80, protocol: 'HTTP' },
          tls: { httpsRedirect: true },
        },
        {
          hosts: ['./shop.example.com'],
          port: { name: 'https-shop', number: 443, protocol: 'HTTPS' },
          tls: { mode: 'SIMPLE', credentialName: 'shop-credential' },
        },
      ],
    },
  });
  const http = [];
  for (let i = 0; i < count; i++) {
    const path = `/path-${10_000 + i}`;
    http.push({
      match: [{ uri: { exact: path } }, { uri: { prefix: `${path}/` } }],
      route: [{ destination: { host: `service-${i}`, port: { number: 80 } } }],
    });
  }
  addPlain(chart, 'routes', 'VirtualService', {
    metadata: { name: 'shared-shop.example.com' },
    spec: { gateways: ['shared'], hosts: ['shop.example.com'], http },
  });
  app.synth();
};
