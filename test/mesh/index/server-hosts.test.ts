import * as fc from 'fast-check';
import { ServerHosts } from '../../../src/mesh/index/server-hosts';
import { MeshObject } from '../../../src/mesh/mesh-object';
import { acceptsHost } from '../../../src/mesh/semantics/gateway-server';
import { GatewaySpec, Server } from '../../../src/mesh/wire/networking';

const host = fc.constantFrom('*', '*.com', '*.a.com', 'a.com', 'b.a.com', 'x.b.a.com', '*.b.a.com', 'org');
const entry = fc.tuple(fc.constantFrom('', '*/', './', 'shop/', 'web/'), host).map((parts) => parts.join(''));
const servers = fc.array(
  fc
    .array(entry, { minLength: 1, maxLength: 3 })
    .map((hosts): Server => ({ hosts, port: { number: 80, name: 'http', protocol: 'HTTP' } })),
  { maxLength: 6 },
);

test('takes what each of the servers takes', () => {
  fc.assert(
    fc.property(servers, host, fc.constantFrom('shop', 'web'), (all, wanted, namespace) => {
      const manifest = { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', spec: { servers: all } };
      const gateway = new MeshObject<GatewaySpec>(manifest, {}, 'web');
      const expected = all.flatMap((server, index) => (acceptsHost(server, 'web', wanted, namespace) ? [index] : []));
      expect(new ServerHosts(gateway).taking(wanted, namespace)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});
