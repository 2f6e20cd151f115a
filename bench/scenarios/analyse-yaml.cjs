const { IstioAnalysis, Mesh } = require('cdk8s-istio');
const { INSTALLED, meshYaml } = require('../lib/mesh-yaml.cjs');

/** Reads the YAML of a mesh, judges it as an API server does, indexes it and runs all rules. N is the number of objects. */
exports.title = 'analyse YAML';
exports.against = ['parse-yaml', 'parse-yaml-as-cdk8s'];
exports.counts = [1_000, 10_000, 40_000, 100_000];
exports.rounds = 3;

exports.run = ({ count }) => {
  const mesh = Mesh.fromYaml(meshYaml(count).map((text, index) => ({ file: `mesh-${index}.yaml`, text })));
  const report = IstioAnalysis.run(mesh);
  if (report.objects !== count + INSTALLED || report.internalErrors.length > 0 || report.findings.length > 0) {
    throw new Error(
      `${report.objects} objects, ${JSON.stringify([...report.internalErrors, ...report.findings].slice(0, 3))}`,
    );
  }
};
