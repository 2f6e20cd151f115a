import { Chart } from 'cdk8s';
import { Credential } from '../../../src/credentials/credential';
import { CipherSuite } from '../../../src/networking/cipher-suite';
import { Gateway } from '../../../src/networking/gateway';
import { GatewayWorkload } from '../../../src/networking/gateway-workload';
import { Server } from '../../../src/networking/server';
import { ServerCertificate } from '../../../src/networking/server-certificate';
import { ServerTls } from '../../../src/networking/server-tls';
import { TlsVersion } from '../../../src/networking/tls-version';

const FILES = { serverCertificate: '/tls/a.crt', privateKey: '/tls/a.key', caCertificates: '/tls/ca.crt' };

/** Gateways that between them set every field and every enum value. */
export function build(chart: Chart): void {
  const gateway = new Gateway(chart, 'gateway', {
    workload: GatewayWorkload.of({ ports: [80, 443, 8443, 8444, 8445, 8446, 8447, 8448, 9000, 15443] }),
  });
  const existing = ServerCertificate.credential(Credential.existing('shop-credential'));
  const host = (name: string) => ({ hosts: [`${name}.example.com`] });

  gateway.addServer(
    Server.httpsRedirect({
      ...host('redirect'),
      name: 'plain',
      bind: '10.0.0.1',
      defaultEndpoint: '127.0.0.1:8080',
      targetPort: 0,
    }),
  );
  gateway.addServer(
    Server.https(
      ServerTls.mutual(existing, {
        minProtocolVersion: TlsVersion.V1_0,
        maxProtocolVersion: TlsVersion.V1_1,
        cipherSuites: [CipherSuite.ECDHE_RSA_AES128_SHA],
        subjectAltNames: ['client.example.com'],
        verifyCertificateSpki: ['spki'],
        verifyCertificateHash: ['hash'],
        caCertCredentialName: 'clients',
        insecureSkipVerify: false,
      }),
      host('mutual'),
    ),
  );
  gateway.addServer(
    Server.https(
      ServerTls.optionalMutual(ServerCertificate.files(FILES), {
        minProtocolVersion: TlsVersion.V1_2,
        maxProtocolVersion: TlsVersion.V1_3,
        caCrl: '/tls/ca.crl',
      }),
      { ...host('files'), port: 8443 },
    ),
  );
  gateway.addServer(
    Server.https(
      ServerTls.simple(ServerCertificate.credentials([Credential.existing('rsa'), Credential.existing('ecdsa')]), {
        minProtocolVersion: TlsVersion.AUTO,
        maxProtocolVersion: TlsVersion.AUTO,
      }),
      { ...host('two'), port: 8444 },
    ),
  );
  gateway.addServer(
    Server.https(ServerTls.simple(ServerCertificate.fileList([FILES])), { ...host('list'), port: 8445 }),
  );
  gateway.addServer(
    Server.https(ServerTls.istioMutual({ minProtocolVersion: TlsVersion.V1_3 }), { ...host('mesh'), port: 8446 }),
  );
  gateway.addServer(
    Server.tls(ServerTls.passthrough({ minProtocolVersion: TlsVersion.V1_1, cipherSuites: [CipherSuite.AES128_SHA] }), {
      ...host('pass'),
      port: 8447,
    }),
  );
  gateway.addServer(
    Server.tls(ServerTls.autoPassthrough({ maxProtocolVersion: TlsVersion.V1_0 }), { ...host('auto'), port: 15443 }),
  );
  gateway.addServer(
    Server.tls(ServerTls.passthrough({ maxProtocolVersion: TlsVersion.V1_2 }), { ...host('old'), port: 8448 }),
  );
}
