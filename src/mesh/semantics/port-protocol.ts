import { Protocol, protocolOfAppProtocol, protocolOfPortName } from '../../kernel/protocol';

/** Ports whose protocols let the server speak first, which can't be sniffed: without a name they are TCP. */
const SERVER_FIRST: ReadonlySet<number> = new Set([25, 53, 3306, 27017]);

/** The protocol of a Service's port as Istio takes it; undefined where Istio sniffs it. */
export function servicePortProtocol(
  number: number,
  name: string,
  transport: string | undefined,
  appProtocol: string | undefined,
): Protocol | undefined {
  if (transport === 'UDP') {
    return Protocol.UDP;
  }
  const declared =
    appProtocol === undefined
      ? protocolOfPortName(name)
      : (protocolOfAppProtocol(appProtocol) ?? protocolOfPortName(appProtocol));
  return declared ?? (SERVER_FIRST.has(number) ? Protocol.TCP : undefined);
}

const BY_TEXT: ReadonlyMap<string, Protocol> = new Map(Object.values(Protocol).map((protocol) => [protocol, protocol]));

/** The protocol that a text names, in whatever case; undefined for one that Istio does not know. */
export function parseProtocol(text: string): Protocol | undefined {
  return BY_TEXT.get(text) ?? BY_TEXT.get(text.toUpperCase());
}
