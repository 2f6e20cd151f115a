const { IstioAnalysis, Mesh } = require('cdk8s-istio');

/** Reads files of YAML as a mesh and runs all rules; throws unless it has so many objects and nothing is wrong with them. */
exports.analyse = (texts, objects) => {
  const report = IstioAnalysis.run(Mesh.fromYaml(texts.map((text, index) => ({ file: `mesh-${index}.yaml`, text }))));
  if (report.objects !== objects || report.internalErrors.length > 0 || report.findings.length > 0) {
    throw new Error(
      `${report.objects} objects, ${JSON.stringify([...report.internalErrors, ...report.findings].slice(0, 3))}`,
    );
  }
};
