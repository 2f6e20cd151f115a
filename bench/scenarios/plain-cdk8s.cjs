const { readFileSync } = require('node:fs');
const { ApiObject, App, Chart } = require('cdk8s');
const { DestinationRule } = require('../../lib/imports/networking/destination-rule');
const { Gateway } = require('../../lib/imports/networking/gateway');
const { VirtualService } = require('../../lib/imports/networking/virtual-service');

/** The objects of secure-ingress.cjs by hand: plain cdk8s with the generated classes, of which it loads only these three. */
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
  new Gateway(chart, `gateway-${i}`, {
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
  new DestinationRule(chart, `destination-rule-${i}`, {
    metadata: { name: `shop-${i}-destination-rule` },
    spec: {
      host: `service-${i}`,
      subsets: [
        { name: 'v1', labels: { version: 'v1' } },
        { name: 'v2', labels: { version: 'v2' } },
      ],
    },
  });
  new VirtualService(chart, `virtual-service-${i}`, {
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
