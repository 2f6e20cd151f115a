const { IstioAnalysis, Mesh } = require('cdk8s-istio');
const { INSTALLED, fullMeshYaml } = require('../lib/full-mesh-yaml.cjs');

/** As `analyse-yaml`, with a policy of each kind for each service: the ratio grows with N where a rule takes time by the square of them. */
exports.title = 'analyse policies';
exports.against = 'parse-full-yaml';
exports.counts = [4_000, 16_000, 64_000];
exports.rounds = 3;

exports.run = ({ count }) => {
  const mesh = Mesh.fromYaml(fullMeshYaml(count).map((text, index) => ({ file: `mesh-${index}.yaml`, text })));
  const report = IstioAnalysis.run(mesh);
  if (report.objects !== count + INSTALLED || report.internalErrors.length > 0 || report.findings.length > 0) {
    throw new Error(
      `${report.objects} objects, ${JSON.stringify([...report.internalErrors, ...report.findings].slice(0, 3))}`,
    );
  }
};
