import { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { locate, misuse } from '../../kernel/errors';
import { checkHost } from '../../kernel/host';
import { checkType } from '../../kernel/value-type';
import { Gateway, IGateway } from '../../networking/gateway';
import { checkGateway } from '../../networking/private/argument-types';
import { Server } from '../../networking/server';
import { IngressObjectsProps } from '../ingress-objects';
import { claimServers } from './claim-ingress';
import { patternName } from './pattern-name';

const LONGEST_SUFFIX = '-virtual-service';

/** The names of the objects of an ingress. */
export interface ObjectNames {
  readonly gateway: string;
  readonly virtualService: string;
  readonly credential: string;
}

/** The names that the user gave, and for the others ones that can be told in advance. */
export function objectNames(scope: Construct, { name, names }: IngressObjectsProps): ObjectNames {
  const base = patternName(scope, name, LONGEST_SUFFIX);
  return {
    gateway: names?.gateway ?? `${base}-gateway`,
    virtualService: names?.virtualService ?? `${base}-virtual-service`,
    credential: `${base}-credential`,
  };
}

/** The metadata of an object of this name. */
export function objectMetadata(props: IngressObjectsProps, name: string): ApiObjectMetadata {
  return { name, namespace: props.namespace, labels: props.labels, annotations: props.annotations };
}

/** Throws if an existing gateway meets props that only say how a new one is made. */
export function checkExistingGateway<P extends IngressObjectsProps>(
  at: Construct,
  props: P,
  ofNewGateways: ReadonlyArray<keyof P & string>,
): void {
  const surplus = ['workload' as const, ...ofNewGateways].filter((name) => props[name] !== undefined);
  if (props.gateway !== undefined) {
    checkGateway(props.gateway, at);
  }
  if (props.gateway !== undefined && surplus.length > 0) {
    throw misuse({
      at,
      rule: `an existing gateway brings its own pods, ports and TLS, so these say nothing: ${surplus.join(', ')}`,
      received: `gateway ${props.gateway.name} with ${surplus.join(', ')}`,
      fix: 'leave them out, or leave `gateway` out to have a Gateway made',
    });
  }
}

/** Throws unless these are hosts, each listed once. */
export function checkIngressHosts(at: Construct, hosts: readonly string[]): void {
  checkType(hosts, Array.isArray(hosts), { at, field: 'hosts', type: 'a list', fix: "such as ['shop.example.com']" });
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
}

/** The existing Gateway, or a new one with this server. */
export function gatewayFor(owner: Construct, props: IngressObjectsProps, name: string, make: () => Server): IGateway {
  if (props.gateway !== undefined) {
    return props.gateway;
  }
  const server = locate(owner, make);
  const metadata = objectMetadata(props, name);
  const gateway = new Gateway(owner, 'Gateway', { metadata, workload: props.workload, servers: [server] });
  claimServers(owner, gateway, [server]);
  return gateway;
}
