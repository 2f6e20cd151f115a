import {
  AcmeServer,
  AcmeSolver,
  AwsCredentials,
  CertificateIssuer,
  ChallengeRoute,
  ClusterIssuer,
  Credential,
  Dns01Provider,
  ExternalSecretStore,
  IssuerConfig,
  RemoteCertificate,
  RemoteEntry,
  VaultAuth,
} from 'cdk8s-istio';
import { BIND, newChart } from '../support/binding';
import { newKeys } from '../support/certificates';
import { KeyDetector, textsOf } from '../support/misplaced-key';
import { acme } from './support';
import { expectSecrecy } from '../support/secrecy';

const server = AcmeServer.letsEncrypt();
const solvers = [AcmeSolver.http01()];
const auth = VaultAuth.token({ name: 'vault', key: 'token' });
const store = ExternalSecretStore.secretStore('vault');
const content = RemoteCertificate.pemBundle(RemoteEntry.of('shop'));

/** Every place that refuses a key which is given by mistake. */
const PLACES: { readonly [place: string]: (text: string) => unknown } = {
  'the CAs of an ACME server': (text) => AcmeServer.at('https://ca.example.com', { caBundle: text }),
  'the URL of an ACME server': (text) => AcmeServer.at(text),
  'the email of an issuer': (text) => IssuerConfig.acme({ server, solvers, email: text }),
  'the Secret of an account': (text) => IssuerConfig.acme({ server, solvers, accountKeySecret: text }),
  'the preferred chain': (text) => IssuerConfig.acme({ server, solvers, preferredChain: text.padEnd(65) }),
  'the key of an external account': (text) =>
    IssuerConfig.acme({ server, solvers, externalAccount: { keyId: 'kid', key: { name: 'eab', key: text } } }),
  'the Secret of a CA': (text) => IssuerConfig.ca(text),
  'a URL of revocation lists': (text) => IssuerConfig.selfSigned({ crlDistributionPoints: [text] }),
  'the Secret of a token': (text) => Dns01Provider.cloudflare({ name: text, key: 'token' }),
  'the key of a token': (text) => Dns01Provider.digitalOcean({ name: 'dns', key: `${text} ` }),
  'the host of acme-dns': (text) => Dns01Provider.acmeDns(text, { name: 'dns', key: 'account' }),
  'the ServiceAccount of Route 53': (text) => AwsCredentials.serviceAccount(text),
  'a name that a solver is for': (text) => AcmeSolver.http01(undefined, { dnsNames: [text] }),
  'a zone that a solver is for': (text) => AcmeSolver.http01(undefined, { dnsZones: [text] }),
  'the name of an Ingress': (text) => ChallengeRoute.existingIngress(text),
  'the name of an IngressClass': (text) => ChallengeRoute.ingressClassName(text),
  'the name of a Gateway': (text) => ChallengeRoute.gatewayApi(text),
  'the server of Vault': (text) => IssuerConfig.vault({ server: text, path: 'pki/sign/shop', auth }),
  "the CAs of Vault's certificate": (text) =>
    IssuerConfig.vault({ server: 'https://vault', path: 'pki/sign/shop', auth, caBundle: text }),
  'the path of Vault': (text) => IssuerConfig.vault({ server: 'https://vault', path: `../${text}`, auth }),
  'the ServiceAccount of Vault': (text) => VaultAuth.kubernetes({ role: 'shop', serviceAccount: text }),
  'the Secret of a client certificate': (text) => VaultAuth.clientCertificate({ secretName: text }),
  'the namespace of a ClusterIssuer': (text) =>
    new ClusterIssuer(newChart(), 'it', { config: IssuerConfig.selfSigned(), metadata: { namespace: text } }),
  'a name to be proved': (text) =>
    acme(AcmeSolver.http01(undefined, { dnsZones: ['example.com'] }))._challengeFor(`${text}.net`),
  'a wildcard to be proved': (text) => acme(AcmeSolver.http01())._challengeFor(`*.${text}`),
  'the kind of an issuer': (text) => CertificateIssuer.external('example.com', text, 'ca'),
  'the store of an ExternalSecret': (text) => ExternalSecretStore.clusterSecretStore(text),
  'the name of an ExternalSecret': (text) => Credential.externalSecret({ store, content, name: text }),
  'a DNS name of an ExternalSecret': (text) => Credential.externalSecret({ store, content, dnsNames: [text] }),
  'a host of a server': (text) =>
    Credential.externalSecret({ store, content, dnsNames: ['shop.example.com'] }).bind(newChart(), {
      ...BIND,
      hosts: [text],
    }),
};

const keys = newKeys('p256');
const detector = new KeyDetector(keys.privateKey);

test.each(Object.entries(PLACES))('no error shows a part of a key that is given as %s', (_, use) => {
  expectSecrecy(textsOf(keys), use, detector);
});
