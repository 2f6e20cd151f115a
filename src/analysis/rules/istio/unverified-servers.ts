import { MeshObject } from '../../../mesh/mesh-object';
import { ClientTlsSettings, DestinationRuleSpec } from '../../../mesh/wire/networking';

const ORIGINATING: ReadonlySet<string> = new Set(['SIMPLE', 'MUTUAL']);

/** Whether TLS is begun without saying which CAs the server's certificate may be signed by. */
export function isUnverified(tls: ClientTlsSettings | undefined, { spec }: MeshObject<DestinationRuleSpec>): boolean {
  const { mode = '', caCertificates = '', credentialName = '' } = tls ?? {};
  return (
    ORIGINATING.has(mode) && caCertificates === '' && (credentialName === '' || spec.workloadSelector === undefined)
  );
}
