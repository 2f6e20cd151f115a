import { Construct } from 'constructs';
import { misuse } from '../../kernel/errors';
import { checkChoice } from '../../kernel/value-type';
import { checkBackend } from '../../networking/private/argument-types';
import { PlainHttp } from '../plain-http';
import { SecureIngressProps } from '../secure-ingress-props';
import { checkExistingGateway, checkIngressHosts } from './ingress-objects';

/** The props that say how a Gateway is made, which an existing one has behind it. */
const OF_A_NEW_GATEWAY = ['credential', 'plainHttp', 'httpPort', 'httpsPort', 'clientCertificates', 'tls'] as const;

/** Those that say something on an existing one, too, where a route redirects plain HTTP. */
const OF_A_REDIRECT: ReadonlySet<string> = new Set(['plainHttp', 'httpPort', 'httpsPort']);

/** Throws where props of an ingress are malformed or do not go together, before anything is made. */
export function checkProps(at: Construct, props: SecureIngressProps): void {
  checkIngressHosts(at, props.hosts);
  if (props.backend !== undefined) {
    checkBackend(props.backend, 'backend', at);
  }
  checkChoice(props.plainHttp, PlainHttp, { at, field: 'plainHttp', type: 'a PlainHttp' });
  if (props.alsoInMesh === true && props.hosts.includes('*')) {
    throw misuse({
      at,
      rule: "inside the mesh a route can't take every host",
      received: '*',
      fix: 'list the hosts, or leave `alsoInMesh` out',
    });
  }
  checkGateway(at, props);
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

function checkGateway(at: Construct, props: SecureIngressProps): void {
  const redirectsByRoute = props.plainHttp === PlainHttp.REDIRECT_EXCEPT_ACME_CHALLENGES;
  const ofNewGateways = OF_A_NEW_GATEWAY.filter((name) => !redirectsByRoute || !OF_A_REDIRECT.has(name));
  checkExistingGateway(at, props, ofNewGateways);
  if (props.gateway === undefined && props.credential === undefined) {
    throw misuse({
      at,
      rule: 'TLS can only be ended with a certificate',
      received: 'no credential',
      fix: "add `credential`, such as Credential.existing('shop-credential'), or an existing `gateway` that has one",
    });
  }
}
