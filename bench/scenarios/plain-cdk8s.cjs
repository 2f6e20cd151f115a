const { readFileSync } = require('node:fs');
const { ApiObject, App, Chart } = require('cdk8s');
const { addPlain } = require('../lib/plain-object.cjs');

/** The objects of secure-ingress.cjs by hand: no classes but those of cdk8s. */
exports.title = 'plain cdk8s';

exports.run = ({ count, outdir, certificateFile, keyFile }) => {
  const app = new App({ outdir });
  const chart = new Chart(app, 'bench', { namespace: 'default' });
  const data = { 'tls.crt': readFileSync(certificateFile, 'base64'), 'tls.key': readFileSync(keyFile, 'base64') };
  for (let i = 0; i < count; i++) {
    new ApiObject(chart, `secret-${i}`, {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: `shop-${i}-credential`, namespace: 'istio-system' },
      type: 'kubernetes.io/tls',
      data: { ...data },
    });
    istio(chart, i);
  }
  app.synth();
};

function istio(chart, i) {
  const host = `shop-${i}.example.com`;
  addPlain(chart, `gateway-${i}`, 'Gateway', {
    metadata: { name: `shop-${i}-gateway` },
    spec: {
      selector: { istio: 'ingressgateway' },
      servers: [
        { hosts: [host], port: { name: 'http', number: 80, protocol: 'HTTP' }, tls: { httpsRedirect: true } },
        {
          hosts: [host],
          port: { name: 'https', number: 443, protocol: 'HTTPS' },
          tls: { mode: 'SIMPLE', credentialName: `shop-${i}-credential` },
        },
      ],
    },
  });
  addPlain(chart, `destination-rule-${i}`, 'DestinationRule', {
    metadata: { name: `shop-${i}-destination-rule` },
    spec: {
      host: `service-${i}`,
      subsets: [
        { name: 'v1', labels: { version: 'v1' } },
        { name: 'v2', labels: { version: 'v2' } },
      ],
    },
  });
  addPlain(chart, `virtual-service-${i}`, 'VirtualService', {
    metadata: { name: `shop-${i}-virtual-service` },
    spec: {
      gateways: [`shop-${i}-gateway`],
      hosts: [host],
      http: [
        {
          route: [
            { destination: { host: `service-${i}`, port: { number: 80 }, subset: 'v1' }, weight: 0 },
            { destination: { host: `service-${i}`, port: { number: 80 }, subset: 'v2' }, weight: 100 },
          ],
        },
      ],
    },
  });
}
