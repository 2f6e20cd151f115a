import { Mesh } from '../../../src/mesh/mesh';

/** Texts that break out of one language or another, if they are not escaped. */
export const HOSTILE_TEXTS = [
  '</script><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '<!--<script>',
  ']]></svg><svg onload=alert(1)>',
  '"]\n  end\n  click n0 call alert(1)',
  '`*_~|--> x',
  '#quot; &lt;b&gt; #lt;',
  '%%{init: {"securityLevel":"loose"}}%%',
  '"; x -> y; "',
  '\\" \\',
  'a\u2028b\u0000c\u202Ed',
];

/** A mesh with a text in every place of its manifests that takes one and that a picture shows. */
export function hostileMesh(text: string): Mesh {
  const networking = 'networking.istio.io/v1';
  const metadata = (name: string) => ({ name, namespace: 'shop', annotations: { note: text } });
  const objects = [
    {
      apiVersion: networking,
      kind: 'Gateway',
      metadata: metadata('web'),
      spec: {
        selector: { istio: text },
        servers: [
          {
            port: { number: 443, name: text, protocol: 'HTTPS' },
            hosts: [text, 'shop.example.com'],
            tls: { mode: 'SIMPLE', credentialName: text },
          },
        ],
      },
    },
    {
      apiVersion: networking,
      kind: 'VirtualService',
      metadata: metadata('web'),
      spec: {
        hosts: [text, 'shop.example.com'],
        gateways: ['web', 'mesh', text],
        http: [
          {
            name: text,
            match: [
              { uri: { exact: text }, headers: { user: { exact: text } }, queryParams: { q: { regex: text } } },
              { authority: { prefix: text }, sourceNamespace: text },
            ],
            route: [{ destination: { host: 'web', subset: text } }, { destination: { host: text }, weight: 1 }],
            rewrite: { uri: text },
          },
          { match: [{ uri: { prefix: '/x' } }], redirect: { uri: text, authority: text } },
          { delegate: { name: text } },
        ],
      },
    },
    {
      apiVersion: networking,
      kind: 'DestinationRule',
      metadata: metadata('web'),
      spec: { host: 'web', subsets: [{ name: text, labels: { version: text } }] },
    },
    {
      apiVersion: networking,
      kind: 'ServiceEntry',
      metadata: metadata('out'),
      spec: { hosts: [text], ports: [{ number: 80, name: text, protocol: 'HTTP' }], endpoints: [{ address: text }] },
    },
    { apiVersion: 'v1', kind: 'Service', metadata: metadata('web'), spec: { ports: [{ name: 'http', port: 80 }] } },
  ];
  return Mesh.fromYaml([{ file: text, text: objects.map((each) => JSON.stringify(each)).join('\n---\n') }]);
}
