import { Mesh } from '../../../src/mesh/mesh';
import { RegisteredService } from '../../../src/mesh/index/services';

function servicesOf(text: string): readonly RegisteredService[] {
  const mesh = Mesh.fromYaml([{ file: 'mesh.yaml', text }]);
  expect(mesh.faults).toEqual([]);
  return mesh.services.all;
}

const service = (spec: string, annotations = '{}'): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: shop, namespace: web, annotations: ${annotations}}\nspec: ${spec}\n`;

test.each<[string, string, string, object]>([
  [
    'a Service',
    '{selector: {app: shop}, clusterIP: 10.0.0.1, ports: [{port: 80, name: http-web, targetPort: 8080}]}',
    '{}',
    {
      hostname: 'shop.web.svc.cluster.local',
      namespace: 'web',
      ports: [{ number: 80, name: 'http-web', protocol: 'HTTP', targetPort: 8080 }],
      resolution: 'ENDPOINTS',
      registry: 'Kubernetes',
      external: false,
      exportTo: ['*'],
      addresses: ['10.0.0.1'],
      selector: { app: 'shop' },
    },
  ],
  [
    'without clusterIP',
    '{clusterIP: None}',
    '{}',
    { resolution: 'PASSTHROUGH', addresses: [], selector: undefined, ports: [] },
  ],
  [
    'of another name',
    '{type: ExternalName, externalName: shop.example.com}',
    '{}',
    { resolution: 'ALIAS', alias: 'shop.example.com', external: true },
  ],
  ['that says who sees it', '{}', '{networking.istio.io/exportTo: "., shop"}', { exportTo: ['.', 'shop'] }],
  ['that is malformed', '{ports: 1, selector: [a]}', '{}', { ports: [], selector: undefined }],
])('%s', (_, spec, annotations, expected) => {
  expect(servicesOf(service(spec, annotations))).toEqual([expect.objectContaining(expected)]);
});

test.each<[string, string | undefined]>([
  ['{port: 80, name: http}', 'HTTP'],
  ['{port: 80, name: grpc-web-api}', 'GRPC-WEB'],
  ['{port: 80, name: web}', undefined],
  ['{port: 80}', undefined],
  ['{port: 3306}', 'TCP'],
  ['{port: 3306, name: http}', 'HTTP'],
  ['{port: 53, protocol: UDP}', 'UDP'],
  ['{port: 80, name: tcp, appProtocol: http2}', 'HTTP2'],
  ['{port: 80, name: http, appProtocol: kubernetes.io/wss}', 'HTTPS'],
  ['{port: 80, name: http, appProtocol: something}', undefined],
])('the protocol of port %s is %s', (port, protocol) => {
  const [{ ports }] = servicesOf(service(`{ports: [${port}]}`));
  expect(ports.map((each) => each.protocol)).toEqual([protocol]);
});

describe('a ServiceEntry', () => {
  const entry = (spec: string): string =>
    `apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: api, namespace: web}\nspec: ${spec}\n`;

  test('is a service for each host', () => {
    const [one, two] = servicesOf(
      entry(
        '{hosts: [a.example.com, "*.example.org"], ports: [{number: 443, name: tls, protocol: tls, targetPort: 8443}], resolution: DNS, exportTo: ["."]}',
      ),
    );
    expect([one.hostname, two.hostname]).toEqual(['a.example.com', '*.example.org']);
    expect(one).toMatchObject({
      ports: [{ number: 443, name: 'tls', protocol: 'TLS', targetPort: 8443 }],
      resolution: 'DNS',
      registry: 'External',
      external: true,
      exportTo: ['.'],
    });
    expect(one.selector).toBeUndefined();
  });

  test('of workloads in the mesh', () => {
    const text = entry(
      '{hosts: [a.example.com], ports: [{number: 80, name: x, protocol: NONSENSE}], location: MESH_INTERNAL, resolution: STATIC, workloadSelector: {labels: {app: a}}}',
    );
    expect(servicesOf(text)).toMatchObject([
      {
        resolution: 'ENDPOINTS',
        external: false,
        selector: { app: 'a' },
        exportTo: ['*'],
        ports: [{ protocol: undefined }],
      },
    ]);
  });
});

test('services are found by their host, by those who see them', () => {
  const exported = service('{}', '{networking.istio.io/exportTo: "shop"}');
  const { services } = Mesh.fromYaml([{ file: 'mesh.yaml', text: exported }]);
  const host = 'shop.web.svc.cluster.local';
  expect([...services.hosts]).toEqual([host]);
  expect(services.ofHost('other')).toEqual([]);
  expect(['shop', 'web', 'blog'].map((namespace) => services.visible(host, namespace).length)).toEqual([1, 0, 0]);
});
