import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { MeshObject } from '../../../mesh/mesh-object';
import { VirtualServiceSpec } from '../../../mesh/wire/networking';
import { fullReference, MESH } from './bindings';
import { virtualServicesMatchingBy } from './http-routes';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Matches for Gateways that their VirtualService is not attached to. */
export const MATCH_OF_OTHER_GATEWAY: Rule = {
  code: 'CDI0205',
  name: 'MatchOfOtherGateway',
  severity: Severity.ERROR,
  summary: 'A match names a gateway that its VirtualService is not attached to.',
  explanation:
    '`gateways` in a match narrows the list of the VirtualService, which is `mesh` where there is none. It adds nothing to it: for a gateway that is not in that list the match never holds. A name without a namespace is one in the namespace of the VirtualService, there as here.',
  fix: 'Add the gateway to `spec.gateways`, or correct the name; write the namespace in both places.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    for (const object of virtualServicesMatchingBy(mesh, 'gateways')) {
      const { hosts = [], gateways = [] } = object.spec;
      // A delegate is attached to what its root is.
      const kinds =
        hosts.length === 0 ? [] : (['http', 'tls', 'tcp'] as const).filter((each) => asksForGateway(object, each));
      const attached =
        kinds.length === 0
          ? []
          : (gateways.length === 0 ? [MESH] : gateways).map((each) => fullReference(object, each));
      for (const kind of kinds) {
        for (const [index, { match = [] }] of (object.spec[kind] ?? []).entries()) {
          for (const [at, { gateways: named = [] }] of match.entries()) {
            for (const [position, reference] of named.entries()) {
              if (!attached.includes(fullReference(object, reference))) {
                const message = `A match of ${object.title} is for gateway ${reference}, and it is attached to ${attached.join(', ')}`;
                report({ object, path: ['spec', kind, index, 'match', at, 'gateways', position], message });
              }
            }
          }
        }
      }
    }
  },
};

function asksForGateway({ spec }: MeshObject<VirtualServiceSpec>, kind: 'http' | 'tls' | 'tcp'): boolean {
  return (spec[kind] ?? []).some(({ match }) => match?.some(({ gateways = [] }) => gateways.length > 0) === true);
}
