const { App, Chart } = require('cdk8s');
const { Backend, Credential, SharedGateway } = require('cdk8s-istio');

/** One SharedGateway with one host, and one route after another. */
exports.title = 'SharedGateway routes';
exports.against = 'plain-shared-gateway-routes';
exports.counts = [1, 1_000, 10_000];
exports.rounds = 5;
exports.renders = true;

exports.run = ({ count, outdir }) => {
  const app = new App({ outdir });
  const chart = new Chart(app, 'bench', { namespace: 'default' });
  const gateway = new SharedGateway(chart, 'gateway', {
    name: 'shared',
    hosts: [{ hosts: ['shop.example.com'], credential: Credential.existing('shop-credential'), name: 'shop' }],
  });
  for (let i = 0; i < count; i++) {
    gateway.route('shop.example.com', `/path-${10_000 + i}`, Backend.named(`service-${i}`, { port: 80 }));
  }
  app.synth();
};
