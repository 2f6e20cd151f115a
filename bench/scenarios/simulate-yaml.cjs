const { Mesh, Request, Simulator } = require('cdk8s-istio');
const { meshYaml } = require('../lib/mesh-yaml.cjs');

/** Reads the YAML of a mesh and sends a request to each of its hosts, of which there is one for five objects. N is the number of objects. */
exports.title = 'simulate requests';
exports.against = 'parse-yaml';
exports.counts = [1_000, 10_000, 40_000];
exports.rounds = 3;

exports.run = ({ count }) => {
  const mesh = Mesh.fromYaml(meshYaml(count).map((text, index) => ({ file: `mesh-${index}.yaml`, text })));
  const simulator = new Simulator(mesh);
  for (let i = 0; i < count / 5; i++) {
    const { outcomes } = simulator.send(Request.get(`http://shop-${i}.example.com/status`));
    if (!outcomes.every(({ cluster }) => cluster?.endsWith(`shop-${i}.shops.svc.cluster.local`))) {
      throw new Error(`shop-${i}: ${JSON.stringify(outcomes)}`);
    }
  }
};
