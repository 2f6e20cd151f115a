const { App, Chart } = require('cdk8s');
const { Backend, MeshService } = require('cdk8s-istio');

/** One MeshService after another, with the defaults: DestinationRule and VirtualService. */
exports.title = 'MeshService';
exports.against = 'plain-mesh-service';
exports.counts = [1, 1_000, 10_000];
exports.rounds = 5;
exports.renders = true;

exports.run = ({ count, outdir }) => {
  const app = new App({ outdir });
  const chart = new Chart(app, 'bench', { namespace: 'default' });
  for (let i = 0; i < count; i++) {
    new MeshService(chart, `service-${i}`, {
      name: `shop-${i}`,
      backend: Backend.named(`service-${i}`, { port: 80 }),
    });
  }
  app.synth();
};
