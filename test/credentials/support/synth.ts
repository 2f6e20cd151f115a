/** Synthesizes one self-signed credential with the store in argv[2]; prints the manifest. Run as a process of its own. */
import { App, Chart, Testing } from 'cdk8s';
import { CertificateStore } from '../../../src/credentials/certificate-store';
import { Credential } from '../../../src/credentials/credential';
import { BIND } from './binding';

const chart = new Chart(new App(), 'chart');
Credential.selfSigned({ store: CertificateStore.directory(process.argv[2]) }).bind(chart, BIND);
process.stdout.write(JSON.stringify(Testing.synth(chart)));
