import { isJsonObject } from '../../mesh/wire/json';
import { Expression, factory, json } from '../code/expression';
import { Conversion } from '../convert/conversion';
import { Properties, Site } from '../convert/properties';
import { peerMode } from '../convert/peer-authentication';
import { mapOf, textMap } from '../convert/values';
import { isSame } from '../difference';
import { Manifest } from '../manifest';
import { PatternCode, PatternMatch } from './pattern';
import { objectOf, sharedMetadata } from './shares';
import { SoleObjectMatch } from './sole-object';

const GROUP = 'security.istio.io/';
const ROOT_NAMESPACE = 'istio-system';

/** PeerAuthentications that let nothing in but mutual TLS. */
export function strictMtls(manifests: readonly Manifest[]): PatternMatch[] {
  return manifests
    .filter(({ kind, apiVersion, value }) => {
      const isPeer = kind === 'PeerAuthentication' && apiVersion.startsWith(GROUP);
      return isPeer && isJsonObject(value.spec) && isSame(value.spec.mtls, { mode: 'STRICT' });
    })
    .map((manifest) => new StrictMtlsMatch(manifest, 'mtls', 'peerAuthentication'));
}

class StrictMtlsMatch extends SoleObjectMatch {
  public write(conversion: Conversion): PatternCode {
    const at = new Site(conversion, 'spec');
    const { name, namespace, value } = this.manifest;
    const spec = new Properties(value.spec, at).drop('mtls');
    const labels = spec.convert('selector', (selector, site) => {
      const properties = new Properties(selector, site);
      return { code: properties.need('matchLabels', textMap), rest: properties.rest };
    });
    const isUsualName = name === 'default' && labels === undefined;
    const props = objectOf([
      ['name', isUsualName ? undefined : json(name)],
      ['scope', scopeOf(labels, namespace)],
      ['portExceptions', spec.convert('portLevelMtls', mapOf(peerMode))],
      ...sharedMetadata(this.manifest, at),
    ]);
    spec.strictly();
    return { className: 'StrictMtls', props, calls: [] };
  }
}

function scopeOf(labels: Expression | undefined, namespace: string | undefined): Expression | undefined {
  if (labels !== undefined) {
    return factory('MtlsScope', 'workloads', labels);
  }
  return namespace === ROOT_NAMESPACE ? factory('MtlsScope', 'mesh') : undefined;
}
