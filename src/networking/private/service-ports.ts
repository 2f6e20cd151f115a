import { ApiObject } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-27';
import { Protocol, protocolOfAppProtocol, protocolOfPortName } from '../../kernel/protocol';

/** A port of a Service that is part of the app. */
export interface KnownPort {
  /** The port's number. */
  readonly number: number;
  /** The port's name; undefined where it has none. */
  readonly name?: string;
  /** What Istio takes the port for; undefined where it looks at the bytes. */
  readonly protocol?: Protocol;
}

interface ServicePortManifest {
  readonly port: number;
  readonly name?: string;
  readonly protocol?: string;
  readonly appProtocol?: string;
}

/** The ports of a Service as it renders now, patches included; undefined where it declares none. */
export function renderedPorts(service: ApiObject): KnownPort[] | undefined {
  const manifest = service.toJson() as { spec?: { ports?: ServicePortManifest[] } };
  return manifest.spec?.ports?.map(knownPort);
}

/** The ports of a Service of cdk8s-plus as it was told them, which costs no rendering; undefined where it has none. */
export function declaredPorts(service: kplus.Service): KnownPort[] | undefined {
  const { ports } = service;
  return ports.length === 0 ? undefined : ports.map(knownPort);
}

function knownPort(port: ServicePortManifest): KnownPort {
  return { number: port.port, name: port.name, protocol: protocolOf(port) };
}

function protocolOf(port: ServicePortManifest): Protocol | undefined {
  if (port.protocol === 'UDP') {
    return Protocol.UDP;
  }
  return port.appProtocol === undefined ? protocolOfPortName(port.name ?? '') : protocolOfAppProtocol(port.appProtocol);
}
