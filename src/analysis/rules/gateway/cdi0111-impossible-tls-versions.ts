import { GATEWAY } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Ranges of TLS versions with nothing in them. */
export const IMPOSSIBLE_TLS_VERSIONS: Rule = {
  code: 'CDI0111',
  name: 'ImpossibleTlsVersions',
  severity: Severity.ERROR,
  summary: 'The lowest TLS version of a server is above its highest.',
  explanation:
    'Envoy refuses TLS settings whose lowest version is above the highest, and with them the whole listener: the port keeps what it had before, or does not open at all after a restart.',
  fix: 'Let `minProtocolVersion` be at most `maxProtocolVersion`; most servers need neither.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings',
  inputs: [GATEWAY],
  check: (mesh, report) => {
    for (const object of mesh.all(GATEWAY)) {
      for (const [index, { tls }] of (object.spec.servers ?? []).entries()) {
        const { minProtocolVersion = AUTO, maxProtocolVersion = AUTO } = tls ?? {};
        if (maxProtocolVersion !== AUTO && minProtocolVersion > maxProtocolVersion && minProtocolVersion !== AUTO) {
          const message = `No TLS version is at least ${minProtocolVersion} and at most ${maxProtocolVersion} in ${object.title}`;
          report({ object, path: ['spec', 'servers', index, 'tls', 'minProtocolVersion'], message });
        }
      }
    }
  },
};

/** Whatever Envoy thinks best. The other names stand in the order of their letters. */
const AUTO = 'TLS_AUTO';
