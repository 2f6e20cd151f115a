import { Construct } from 'constructs';
import { misuse } from '../../kernel/errors';
import { checkHost } from '../../kernel/host';
import { PlainHttp } from '../plain-http';
import { SecureIngressProps } from '../secure-ingress-props';

/** The props that say how a Gateway is made, which an existing one has behind it. */
const OF_A_NEW_GATEWAY = [
  'credential',
  'plainHttp',
  'httpPort',
  'httpsPort',
  'workload',
  'clientCertificates',
  'tls',
] as const;

/** Throws where props of an ingress are malformed or do not go together, before anything is made. */
export function checkProps(at: Construct, props: SecureIngressProps): void {
  checkHosts(at, props);
  checkGateway(at, props);
  checkPlainHttp(at, props);
  if (props.backend === undefined && (props.subsets !== undefined || props.trafficPolicy !== undefined)) {
    throw misuse({
      at,
      rule: 'subsets and trafficPolicy belong to a backend',
      received: 'no backend',
      fix: 'add `backend`, or make a DestinationRule for the backends of the routes',
    });
  }
  if (props.subsets?.length === 0) {
    throw misuse({ at, rule: 'subsets must not be empty', received: [], fix: 'list a subset, or leave `subsets` out' });
  }
}

function checkHosts(at: Construct, { hosts, alsoInMesh }: SecureIngressProps): void {
  if (hosts.length === 0) {
    throw misuse({
      at,
      rule: 'an ingress needs at least one host',
      received: hosts,
      fix: "such as 'shop.example.com'",
    });
  }
  hosts.forEach((host) => checkHost(host, 'a host of an ingress', at.node.path));
  const repeated = hosts.find((host, index) => hosts.indexOf(host) !== index);
  if (repeated !== undefined) {
    throw misuse({ at, rule: 'an ingress may list a host once', received: repeated, fix: 'remove the second one' });
  }
  if (alsoInMesh === true && hosts.includes('*')) {
    throw misuse({
      at,
      rule: "inside the mesh a route can't take every host",
      received: '*',
      fix: 'list the hosts, or leave `alsoInMesh` out',
    });
  }
}

function checkGateway(at: Construct, props: SecureIngressProps): void {
  if (props.gateway === undefined) {
    if (props.credential === undefined) {
      throw misuse({
        at,
        rule: 'TLS can only be ended with a certificate',
        received: 'no credential',
        fix: "add `credential`, such as Credential.existing('shop-credential'), or an existing `gateway` that has one",
      });
    }
    return;
  }
  const surplus = OF_A_NEW_GATEWAY.filter((name) => props[name] !== undefined);
  if (surplus.length > 0) {
    throw misuse({
      at,
      rule: `an existing gateway brings its own ports and TLS, so these say nothing: ${surplus.join(', ')}`,
      received: `gateway ${props.gateway.name} with ${surplus.join(', ')}`,
      fix: 'leave them out, or leave `gateway` out to have a Gateway made',
    });
  }
}

function checkPlainHttp(at: Construct, { gateway, plainHttp, httpPort, httpsPort }: SecureIngressProps): void {
  if (gateway !== undefined) {
    return;
  }
  if (plainHttp === PlainHttp.OFF && httpPort !== undefined) {
    throw misuse({
      at,
      rule: 'a port for plain HTTP is of no use where plain HTTP is off',
      received: httpPort,
      fix: 'leave `httpPort` out, or choose PlainHttp.SERVE or PlainHttp.REDIRECT',
    });
  }
  if ((plainHttp ?? PlainHttp.REDIRECT) === PlainHttp.REDIRECT && httpsPort !== undefined && httpsPort !== 443) {
    throw misuse({
      at,
      rule: 'the redirect of a gateway always leads to port 443',
      received: `httpsPort ${httpsPort}`,
      fix: 'choose PlainHttp.SERVE or PlainHttp.OFF, or serve HTTPS on 443',
    });
  }
}
