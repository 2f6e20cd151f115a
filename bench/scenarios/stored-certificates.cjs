const crypto = require('node:crypto');
const { join } = require('node:path');
const { App, Chart } = require('cdk8s');
const { CertificateStore, Credential } = require('cdk8s-istio');
const { addIngresses } = require('./secure-ingress.cjs');

/** As many ingresses, each with a self-signed certificate of its own that is in the store: what is more is the time of reading them. */
exports.title = 'stored certificates';
exports.against = 'secure-ingress';
exports.counts = [1_000];
exports.rounds = 5;

exports.run = (input) => {
  const app = new App({ outdir: input.outdir });
  addIngresses(app, input, () => Credential.selfSigned({ store: storeOf(input) }));
  app.synth();
};

/** Fills the store. All certificates have one key: a thousand keys would take minutes, and read the same. */
exports.prepare = (input) => {
  const pair = crypto.generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const original = crypto.generateKeyPairSync;
  crypto.generateKeyPairSync = () => pair;
  try {
    const chart = new Chart(new App(), 'bench');
    for (let i = 0; i < input.count; i++) {
      const bound = {
        namespace: 'istio-system',
        hosts: [`shop-${i}.example.com`],
        defaultName: `shop-${i}-credential`,
        id: `secret-${i}`,
      };
      Credential.selfSigned({ store: storeOf(input) }).bind(chart, bound);
    }
  } finally {
    crypto.generateKeyPairSync = original;
  }
};

function storeOf({ outdir }) {
  return CertificateStore.directory(join(outdir, '..', 'store'));
}
