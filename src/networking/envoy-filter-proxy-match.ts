import * as networking from '../../imports/networking';
import { Field } from './private/field';

/**
 * The proxies that a patch is for: all conditions have to hold.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ProxyMatch
 */
export interface EnvoyProxyMatch {
  /**
   * The version of the Istio that the proxy comes from: a regular expression in RE2 syntax that has to match a part of it. `1.3` also takes
   * 1.30 and 1.13; `^1\.3\.` does not.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ProxyMatch-proxy_version
   */
  readonly proxyVersion?: string;

  /**
   * Metadata that the proxy has, key by key: what the `ISTIO_META_` variables of the pod say.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ProxyMatch-metadata
   */
  readonly metadata?: { [key: string]: string };
}

const LONGEST_PATTERN = 1024;

/** Throws unless RE2 takes the pattern, and Istio looks at it. */
export function renderProxyMatch(match: EnvoyProxyMatch, field: Field): networking.EnvoyFilterProxyMatch {
  return {
    proxyVersion: checkPattern(match.proxyVersion, field.of('proxyVersion')),
    metadata: match.metadata && { ...match.metadata },
  };
}

function checkPattern(pattern: string | undefined, field: Field): string | undefined {
  if (pattern === undefined) {
    return undefined;
  }
  if (pattern.length > LONGEST_PATTERN) {
    throw field.fault(
      `must have at most ${LONGEST_PATTERN} characters: a longer one matches no proxy`,
      pattern.length,
      "give a short one, such as '^1\\.31\\.'",
    );
  }
  // Loaded with the first pattern only: most apps have none.
  const { faultOfRegex } = require('../kernel/re2') as typeof import('../kernel/re2');
  const fault = faultOfRegex(pattern);
  if (fault !== undefined) {
    throw field.fault(`must be valid RE2: ${fault}`, pattern, "give one such as '^1\\.31\\.'");
  }
  return pattern;
}
