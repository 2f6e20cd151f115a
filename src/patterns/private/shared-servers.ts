import { Construct } from 'constructs';
import { IBoundCredential } from '../../credentials/credential-interface';
import { misuse } from '../../kernel/errors';
import { checkLabelName } from '../../kernel/kube-name';
import { GatewayWorkload } from '../../networking/gateway-workload';
import { Server } from '../../networking/server';
import { ServerCertificate } from '../../networking/server-certificate';
import { ClientCertificates } from '../client-certificates';
import { PlainHttp } from '../plain-http';
import { SharedGatewayProps, SharedHosts } from '../shared-gateway-props';
import { checkIngressHosts } from './ingress-objects';
import { checkChallenge, checkPlainHttp } from './plain-http-checks';

const OWN_NAMESPACE = '.';

/** The servers of a group of hosts. */
export interface SharedServers {
  /** What takes routes, from the group's audience only. */
  readonly serving: Server[];
  /** What redirects whoever asks; without its audience, because it serves no routes and has to redirect where there are none. */
  readonly redirecting: Server[];
}

/** Throws where props of the gateway do not go together. */
export function checkShared(at: Construct, props: SharedGatewayProps): void {
  const { plainHttp, httpPort, httpsPort, workload = GatewayWorkload.ingress() } = props;
  const ports = plainHttp === PlainHttp.OFF ? [httpsPort ?? 443] : [httpPort ?? 80, httpsPort ?? 443];
  const closed = ports.find((port) => !workload.ports.includes(port));
  if (closed !== undefined) {
    throw misuse({
      at,
      rule: 'the Service of the gateway does not open a port of the hosts',
      received: closed,
      fix: `use one of ${workload.ports.join(', ')}, or declare the port: GatewayWorkload.of({ ports: [...] })`,
    });
  }
  if (plainHttp === PlainHttp.REDIRECT_EXCEPT_ACME_CHALLENGES) {
    throw misuse({
      at,
      rule: 'the redirect that leaves out challenges is a route, and the routes of shared hosts are those of the ingresses on them',
      received: 'PlainHttp.REDIRECT_EXCEPT_ACME_CHALLENGES',
      fix: 'choose PlainHttp.SERVE here, and PlainHttp.REDIRECT_EXCEPT_ACME_CHALLENGES in each SecureIngress on the gateway',
    });
  }
  checkPlainHttp(at, { ...props, plainHttp: plainHttp ?? PlainHttp.REDIRECT });
}

/** Throws unless hosts and namespaces are as they have to be. */
export function checkGroup(at: Construct, { hosts, namespaces, name }: SharedHosts): void {
  checkIngressHosts(at, hosts);
  if (name !== undefined) {
    checkLabelName(name, 'the name of a group of hosts', at.node.path);
  }
  if (namespaces?.length === 0) {
    throw misuse({
      at,
      rule: 'hosts that no namespace may have are of no use',
      received: namespaces,
      fix: 'name the namespaces, or leave `namespaces` out for that of the gateway',
    });
  }
  for (const namespace of namespaces ?? []) {
    if (namespace !== '*') {
      checkLabelName(namespace, 'a namespace of shared hosts', at.node.path);
    }
  }
  if (namespaces?.includes('*') === true && namespaces.length > 1) {
    throw misuse({
      at,
      rule: "'*' stands for all namespaces",
      received: namespaces,
      fix: "leave '*' or the others out",
    });
  }
}

/** The hosts as a server lists them: with the namespaces that may have them. */
export function scoped({ hosts, namespaces = [OWN_NAMESPACE] }: SharedHosts): string[] {
  const prefixes = namespaces.map((namespace) => (namespace === '*' ? '' : `${namespace}/`));
  return hosts.flatMap((host) => prefixes.map((prefix) => `${prefix}${host}`));
}

/** Throws where the certificate of hosts can't be issued while their plain HTTP is redirected. */
export function checkIssuable(at: Construct, { plainHttp }: SharedGatewayProps, credential: IBoundCredential): void {
  const fix =
    'use an issuer with DNS-01, or choose PlainHttp.SERVE here and PlainHttp.REDIRECT_EXCEPT_ACME_CHALLENGES in each SecureIngress on the gateway';
  checkChallenge(at, plainHttp ?? PlainHttp.REDIRECT, credential, fix);
}

/** The servers for a group of hosts; the suffix tells their ports from those of other groups. */
export function serversOf(
  group: SharedHosts,
  suffix: string,
  credential: IBoundCredential,
  { plainHttp, httpPort, httpsPort }: SharedGatewayProps,
): SharedServers {
  const clients = group.clientCertificates ?? ClientCertificates.none();
  const tls = clients._tls(ServerCertificate.credential(credential), group.tls ?? {});
  const hosts = scoped(group);
  const https = Server.https(tls, { hosts, port: httpsPort, portName: `https${suffix}` });
  const http = { port: httpPort, portName: `http${suffix}` };
  switch (plainHttp ?? PlainHttp.REDIRECT) {
    case PlainHttp.SERVE:
    case PlainHttp.REDIRECT_EXCEPT_ACME_CHALLENGES:
      return { serving: [Server.http({ ...http, hosts }), https], redirecting: [] };
    case PlainHttp.REDIRECT:
      return { serving: [https], redirecting: [Server.httpsRedirect({ ...http, hosts: group.hosts })] };
    case PlainHttp.OFF:
      return { serving: [https], redirecting: [] };
  }
}
