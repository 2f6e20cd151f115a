const { App } = require('cdk8s');
const { Credential } = require('cdk8s-istio');
const { addIngresses } = require('./secure-ingress.cjs');

/** As many ingresses, whose certificates are in the cluster: nothing is wrong with them. */
exports.title = 'fleet';

exports.run = (input) => {
  const app = new App({ outdir: input.outdir });
  exports.addFleet(app, input);
  app.synth();
};

exports.addFleet = (app, input) => addIngresses(app, input, (i) => Credential.existing(`shop-${i}-credential`));
