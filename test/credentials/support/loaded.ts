/** Uses an existing Secret, and prints which modules that have to do with cryptography were loaded by then. */
import { App, Chart } from 'cdk8s';
import { BoundCredential } from '../../../src/credentials/bound-credential';
import { CertificateStore } from '../../../src/credentials/certificate-store';
import { Credential } from '../../../src/credentials/credential';

const chart = new Chart(new App(), 'chart');
const bound = Credential.existing('shop').bind(chart, { namespace: 'istio-system', hosts: ['shop.example.com'] });
const used = [bound instanceof BoundCredential, CertificateStore.directory('.').path !== ''];
const heavy = ['node-forge', 'x509', 'key-pair', 'pem-credential', 'self-signed-credential', 'store-files'];
const loaded = Object.keys(require.cache).filter((file) => heavy.some((name) => file.includes(name)));
process.stdout.write(JSON.stringify({ used, loaded }));
