import { GATEWAY } from '../../../mesh/kinds';
import { serversWithTls } from './servers';
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
    for (const { placed, tls } of serversWithTls(mesh)) {
      const { minProtocolVersion = AUTO, maxProtocolVersion = AUTO } = tls;
      if (maxProtocolVersion !== AUTO && minProtocolVersion > maxProtocolVersion && minProtocolVersion !== AUTO) {
        const { object, path } = placed;
        const message = `No TLS version is at least ${minProtocolVersion} and at most ${maxProtocolVersion} in ${object.title}`;
        report({ object, path: [...path, 'tls', 'minProtocolVersion'], message });
      }
    }
  },
};

/** Whatever Envoy thinks best. The other names stand in the order of their letters. */
const AUTO = 'TLS_AUTO';
