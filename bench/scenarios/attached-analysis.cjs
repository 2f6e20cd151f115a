const { App } = require('cdk8s');
const { IstioAnalysis } = require('cdk8s-istio');
const { addFleet } = require('./fleet.cjs');

/** What `IstioAnalysis.attach()` adds to the synth of a fleet. */
exports.title = 'analysed fleet';
exports.against = 'fleet';
exports.counts = [1, 1_000, 10_000];
exports.rounds = 3;
exports.renders = true;

exports.run = (input) => {
  const app = new App({ outdir: input.outdir });
  IstioAnalysis.attach(app);
  addFleet(app, input);
  app.synth();
};
