import { IssuerConfig, VaultAuth, VaultIssuerProps } from 'cdk8s-istio';
import { errorOf } from '../support/binding';
import { issue } from '../support/certificates';
import { specOf } from './support';

const secret = { name: 'vault', key: 'token' };
const auth = VaultAuth.token(secret);
const vault = (props: Partial<VaultIssuerProps> = {}): IssuerConfig =>
  IssuerConfig.vault({
    server: 'https://vault.example.com:8200',
    path: 'pki_int/sign/example-dot-com',
    auth,
    ...props,
  });

test('what is needed', () => {
  expect(specOf(vault())).toEqual({
    vault: {
      server: 'https://vault.example.com:8200',
      path: 'pki_int/sign/example-dot-com',
      auth: { tokenSecretRef: secret },
    },
  });
});

test('all there is', () => {
  const caBundle = issue({ dnsNames: ['ca.example.com'] }).pem;
  expect(specOf(vault({ vaultNamespace: 'shop', caBundle, serverName: 'vault.internal' }))).toMatchObject({
    vault: {
      namespace: 'shop',
      caBundle: Buffer.from(caBundle).toString('base64'),
      serverName: 'vault.internal',
    },
  });
  expect(specOf(vault({ caBundleSecret: { name: 'ca', key: 'ca.crt' } }))).toMatchObject({
    vault: { caBundleSecretRef: { name: 'ca', key: 'ca.crt' } },
  });
  const clientCertificateSecret = { name: 'client', key: 'tls.crt' };
  const clientKeySecret = { name: 'client', key: 'tls.key' };
  expect(specOf(vault({ clientCertificateSecret, clientKeySecret }))).toMatchObject({
    vault: { clientCertSecretRef: clientCertificateSecret, clientKeySecretRef: clientKeySecret },
  });
});

test.each<[string, VaultAuth, object]>([
  [
    'an AppRole',
    VaultAuth.appRole({ roleId: 'r', secretId: secret }),
    { appRole: { roleId: 'r', secretRef: secret, path: 'approle' } },
  ],
  [
    'a ServiceAccount',
    VaultAuth.kubernetes({ role: 'issuer', serviceAccount: 'vault-issuer' }),
    { kubernetes: { role: 'issuer', serviceAccountRef: { name: 'vault-issuer' } } },
  ],
  [
    'a ServiceAccount, mounted elsewhere',
    VaultAuth.kubernetes({ role: 'r', serviceAccount: 's', audiences: ['a'], mountPath: '/v1/auth/eu' }),
    { kubernetes: { role: 'r', serviceAccountRef: { name: 's', audiences: ['a'] }, mountPath: '/v1/auth/eu' } },
  ],
  [
    'a client certificate',
    VaultAuth.clientCertificate({ secretName: 'client', role: 'issuer' }),
    { clientCertificate: { secretName: 'client', name: 'issuer' } },
  ],
  ['an identity of AWS', VaultAuth.aws({ role: 'issuer' }), { aws: { role: 'issuer' } }],
  [
    'an identity of AWS by a ServiceAccount',
    VaultAuth.aws({
      role: 'issuer',
      region: 'eu-central-1',
      serviceAccount: 'vault',
      iamRoleArn: 'arn:aws:iam::1:role/vault',
      serverIdHeader: 'vault.example.com',
      mountPath: '/v1/auth/aws-eu',
    }),
    {
      aws: {
        role: 'issuer',
        region: 'eu-central-1',
        serviceAccountRef: { name: 'vault' },
        iamRoleArn: 'arn:aws:iam::1:role/vault',
        vaultHeaderValue: 'vault.example.com',
        mountPath: '/v1/auth/aws-eu',
      },
    },
  ],
])('by %s', (_, way, expected) => {
  expect(specOf(vault({ auth: way }))).toMatchObject({ vault: { auth: expected } });
});

test.each<[string, () => unknown, RegExp]>([
  ['no URL', () => vault({ server: 'vault' }), /the server of Vault must be a URL/],
  ['no path', () => vault({ path: '' }), /the path of the role must not be empty/],
  ['a path that leads upwards', () => vault({ path: 'pki/../sys' }), /must not lead upwards/],
  ['two bundles', () => vault({ caBundle: 'x', caBundleSecret: secret }), /must be given in one way/],
  ['a client key alone', () => vault({ clientKeySecret: secret }), /client certificate and its key go together/],
  ['a ServiceAccount without a role', () => VaultAuth.aws({ role: 'r', serviceAccount: 's' }), /go together/],
  ['no role', () => VaultAuth.kubernetes({ role: '', serviceAccount: 's' }), /the role of Vault must not be empty/],
  [
    'a mount that leads upwards',
    () => VaultAuth.kubernetes({ role: 'r', serviceAccount: 's', mountPath: '..' }),
    /mount/,
  ],
  ['no secret', () => VaultAuth.clientCertificate({ secretName: '' }), /must name a Secret/],
])('%s is refused', (_, run, message) => {
  const error = errorOf(run);
  expect(error).toMatch(message);
  expect(error).toMatch(/\n {2}fix: /);
});
