const { readFileSync } = require('node:fs');
const { App, Chart } = require('cdk8s');
const { Backend, Credential, SecureIngress } = require('cdk8s-istio');

/** One SecureIngress after another: Secret from PEM, Gateway, DestinationRule with two subsets, VirtualService. */
exports.title = 'SecureIngress';
exports.against = 'plain-cdk8s';
exports.counts = [1, 1_000, 10_000];
exports.rounds = 5;
exports.renders = true;

exports.run = (input) => {
  const app = new App({ outdir: input.outdir });
  exports.addIngresses(app, input);
  app.synth();
};

/** Their certificate from PEM, or what is given for each. */
exports.addIngresses = (app, { count, certificateFile, keyFile }, credentialOf) => {
  const chart = new Chart(app, 'bench', { namespace: 'default' });
  const certificate = readFileSync(certificateFile, 'utf8');
  const privateKey = readFileSync(keyFile, 'utf8');
  for (let i = 0; i < count; i++) {
    new SecureIngress(chart, `ingress-${i}`, {
      name: `shop-${i}`,
      hosts: [`shop-${i}.example.com`],
      credential: credentialOf?.(i) ?? Credential.fromPem({ certificate, privateKey }),
      backend: Backend.named(`service-${i}`, { port: 80 }),
      subsets: [
        { name: 'v1', labels: { version: 'v1' }, weight: 0 },
        { name: 'v2', labels: { version: 'v2' }, weight: 100 },
      ],
    });
  }
};
