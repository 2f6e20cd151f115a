const { App } = require('cdk8s');
const { IstioAnalysis } = require('cdk8s-istio');
const { addIngresses } = require('./secure-ingress.cjs');

/** What `IstioAnalysis.attach()` adds to a synth of as many ingresses. */
exports.title = 'attached analysis';
exports.against = 'secure-ingress';
exports.counts = [1, 1_000, 10_000];
exports.rounds = 3;
exports.renders = true;

exports.run = (input) => {
  const app = new App({ outdir: input.outdir });
  IstioAnalysis.attach(app);
  addIngresses(app, input);
  app.synth();
};
