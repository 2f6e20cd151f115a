import { Request } from '../simulation/request';

/** A request for programs. Of a certificate of its client nothing is told. */
export function requestJson({
  method,
  scheme,
  host,
  port,
  authority,
  target,
  headers,
  sni,
  sourceIp,
  from,
}: Request): object {
  const { isOutside, namespace, labels, serviceAccount } = from;
  return {
    method,
    scheme,
    host,
    port,
    authority,
    target,
    headers,
    sni,
    sourceIp,
    from: { proxy: isOutside ? 'gateway' : 'sidecar', namespace, labels, serviceAccount },
  };
}
