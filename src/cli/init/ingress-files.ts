import { AppFile, AppOptions, className, CredentialSource, TestRunner } from './app-options';

/** What it takes to have a credential. */
interface CredentialCode {
  readonly imports: readonly string[];
  readonly expression: string;
  readonly comment: string;
}

const CREDENTIALS: { readonly [source in CredentialSource]: (service: string) => CredentialCode } = {
  existing: (service) => ({
    imports: ['Credential'],
    expression: `Credential.existing('${service}-credential')`,
    comment: "A Secret that is in the namespace of the gateway's pods.",
  }),
  'cert-manager': () => ({
    imports: ['CertificateIssuer', 'Credential'],
    expression: "Credential.certManager({ issuer: CertificateIssuer.clusterIssuer('letsencrypt') })",
    comment: 'cert-manager keeps the Secret filled; say which `challenge` the issuer uses to have it checked.',
  }),
  'self-signed': () => ({
    imports: ['Credential'],
    expression: 'Credential.selfSigned()',
    comment: 'For development: a key and certificate that are made here, so dist/ is a secret.',
  }),
  'local-ca': () => ({
    imports: ['Credential', 'LocalCa'],
    expression: 'Credential.localCa(new LocalCa())',
    comment:
      'For development: `npx cdk8s-istio certs ca` gives the certificate to trust. dist/ holds a key, so it is a secret.',
  }),
};

/** The chart with the ingress, and the test of its traffic. */
export function ingressFiles(options: AppOptions, runner: TestRunner): readonly AppFile[] {
  const { service } = options;
  return [
    { path: `${service}-ingress.ts`, text: chart(options) },
    { path: `test/${service}-traffic.test.ts`, text: trafficTest(options, runner) },
  ];
}

function chart({ host, namespace, service, port, credential }: AppOptions): string {
  const { imports, expression, comment } = CREDENTIALS[credential](service);
  const names = ['Backend', ...imports, 'SecureIngress'].sort().join(', ');
  return `import { Chart } from 'cdk8s';
import { ${names} } from 'cdk8s-istio';
import { Construct } from 'constructs';

/** TLS for ${host}, ended at Istio's ingress gateway, and the routes behind it. */
export class ${className(service)}Ingress extends Chart {
  public constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: '${namespace}' });

    new SecureIngress(this, 'ingress', {
      name: '${service}',
      hosts: ['${host}'],
      // ${comment}
      credential: ${expression},
      backend: Backend.named('${service}', { port: ${port} }),
    });
  }
}
`;
}

function trafficTest({ host, namespace, service }: AppOptions, runner: TestRunner): string {
  const name = className(service);
  // A name from outside that stands for a wildcard.
  const asked = host.replace(/^\*\.?/, 'any.');
  return `${runner === 'node' ? "import { test } from 'node:test';\n" : ''}import { App } from 'cdk8s';
import { Request, TrafficTest } from 'cdk8s-istio';
import { ${name}Ingress } from '../${service}-ingress';

const app = new App();
new ${name}Ingress(app, '${service}');
const traffic = TrafficTest.of(app);

test('requests over HTTPS reach the service', () => {
  traffic
    .send(Request.get('https://${asked}/'))
    .expectCredential('istio-system/${service}-credential')
    .expectHost('${service}.${namespace}.svc.cluster.local');
});

test('plain HTTP is redirected', () => {
  traffic.send(Request.get('http://${asked}/')).expectRedirect('https://${asked}/');
});

test('other hosts are not served', () => {
  traffic.send(Request.get('http://other.example.org/')).expectStatus(404);
});
`;
}
