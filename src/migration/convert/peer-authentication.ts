import { KindConverter } from './kind';
import { Converter, Properties } from './properties';
import { takeTarget } from './target';
import { enumOf, mapOf } from './values';

/** A mode in an object of its own. */
export const peerMode: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const code = properties.need('mode', enumOf('MutualTlsMode'));
  return { code, rest: properties.rest };
};

/** Whether pods take mutual TLS only. */
export const PEER_AUTHENTICATION: KindConverter = {
  group: 'security.istio.io',
  kind: 'PeerAuthentication',
  take: (spec) => {
    takeTarget(spec);
    spec.take('mtls', peerMode).take('portLevelMtls', mapOf(peerMode));
  },
};
