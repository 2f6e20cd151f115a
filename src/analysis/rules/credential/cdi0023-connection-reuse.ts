import { covers } from '../../../credentials/private/san';
import { bareHosts } from '../../../kernel/host-match';
import { addTo } from '../../../mesh/lists';
import { isWithin } from '../../../mesh/semantics/host-match';
import { byText } from '../../order';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { Credentials, CREDENTIALS, credentialsOf, CredentialUse } from './credential-use';

/** Servers whose certificate is also good for the host of another server, so that HTTP/2 clients mix them up. */
export const CONNECTION_REUSE: Rule = {
  code: 'CDI0023',
  name: 'ConnectionReuse',
  severity: Severity.WARNING,
  summary: 'The certificate of a server covers a host that another server on the same port serves.',
  explanation:
    'An HTTP/2 client that has a connection to a host uses it for every other name that the certificate covers, if the address is the same. Envoy chose the server when the connection was opened, by its SNI, and knows no route for the other host there: browsers get 404 now and then, depending on what was opened first.',
  fix: 'Give each server a certificate for its own hosts alone, or serve all hosts of the certificate by one server (`*.example.com`) of one Gateway.',
  docs: 'https://istio.io/latest/docs/ops/common-problems/network-issues/#404-errors-occur-when-multiple-gateways-configured-with-same-tls-certificate',
  inputs: CREDENTIALS,
  check: (mesh, report) => {
    const credentials = credentialsOf(mesh);
    // Of certificates that are not among the manifests nobody knows the hosts.
    for (const uses of credentials.secrets.length === 0 ? [] : listenersOf(credentials.uses)) {
      for (const { use, other, name, host } of reusesAmong(uses, credentials)) {
        const message = `The certificate of this server covers '${host}' (by '${name}'), which ${other.gateway === use.gateway ? 'another server of this Gateway' : other.gateway.title} serves on the same port: HTTP/2 clients that reuse the connection get 404`;
        report({
          object: use.gateway,
          path: use.path,
          message,
          related: [{ object: other.gateway, path: other.path }],
        });
      }
    }
  },
};

/** Uses by the pods and the port that they open; those that Istio merges into one listener. */
function listenersOf(uses: readonly CredentialUse[]): Iterable<readonly CredentialUse[]> {
  const listeners = new Map<string, CredentialUse[]>();
  for (const use of uses) {
    const selector = Object.entries(use.gateway.spec.selector ?? {}).sort(([a], [b]) => byText(a, b));
    const key = JSON.stringify([selector, use.server.port.number, use.server.bind ?? '']);
    addTo(listeners, key, use);
  }
  return listeners.values();
}

interface Reuse {
  readonly use: CredentialUse;
  readonly other: CredentialUse;
  readonly name: string;
  readonly host: string;
}

/** A host, the server that serves it, and with which credential. */
interface Served {
  readonly use: CredentialUse;
  readonly host: string;
}

/** For each server the first other one, in the order of hosts, whose host its certificate covers while the server does not serve it. */
function reusesAmong(uses: readonly CredentialUse[], credentials: Credentials): Reuse[] {
  const served = uses
    .flatMap((use) => ownHosts(use).map((host) => ({ use, host })))
    .sort((a, b) => byText(a.host, b.host) || byText(a.use.gateway.key, b.use.gateway.key));
  const index = new ServedHosts(served);
  return uses.flatMap((use) => {
    const names = use.secret === undefined ? [] : credentials.contentOf(use.secret).dnsNames;
    const own = ownHosts(use);
    for (const name of names) {
      for (const { use: other, host } of index.under(name, use)) {
        if (other.server !== use.server && covers(name, host) && !own.some((each) => isWithin(host, each))) {
          return [{ use, other, name, host }];
        }
      }
    }
    return [];
  });
}

function ownHosts({ server }: CredentialUse): string[] {
  return bareHosts(server.hosts).map((host) => host.toLowerCase());
}

/** Hosts by their parents and by credential: thousands of Gateways may share one wildcard certificate. */
class ServedHosts {
  private readonly exact = new Map<string, Served[]>();
  private readonly groups = new Map<string, Map<string, Served[]>>();
  private readonly ofGateway = new Map<string, Served[]>();

  constructor(served: readonly Served[]) {
    for (const each of served) {
      const parent = parentOf(each.host);
      const group = this.groups.get(parent) ?? new Map<string, Served[]>();
      this.groups.set(parent, group);
      addTo(group, each.use.name, each);
      addTo(this.exact, each.host, each);
      addTo(this.ofGateway, each.use.gateway.key, each);
    }
  }

  /** What a name may cover but what Istio itself reports (IST0138): other Gateways with the same credential. */
  public *under(name: string, { gateway, name: credential }: CredentialUse): Iterable<Served> {
    yield* this.ofGateway.get(gateway.key) ?? [];
    const text = name.toLowerCase();
    if (!text.startsWith('*')) {
      yield* (this.exact.get(text) ?? []).filter(({ use }) => use.name !== credential);
      return;
    }
    for (const [other, served] of this.groups.get(parentOf(text)) ?? []) {
      if (other !== credential) {
        yield* served;
      }
    }
  }
}

function parentOf(host: string): string {
  return host.slice(host.indexOf('.'));
}
