import { RulesByHost } from '../grouping';
import { Manifest } from '../manifest';
import { PatternMatch } from './pattern';
import { allowOnly } from './allow-only';
import { grpcIngresses } from './grpc-ingress';
import { l4Ingresses } from './l4-ingress';
import { meshServices } from './mesh-service';
import { secureIngresses } from './secure-ingress';
import { strictMtls } from './strict-mtls';

/** The patterns that objects may be part of, each object of one. */
export function matchPatterns(manifests: readonly Manifest[]): PatternMatch[] {
  const taken = new Set<Manifest>();
  const rules = new RulesByHost(manifests);
  const matches = [
    ...grpcIngresses(manifests),
    ...l4Ingresses(manifests),
    ...secureIngresses(manifests, rules),
    ...meshServices(manifests, rules),
    ...strictMtls(manifests),
    ...allowOnly(manifests),
  ];
  return matches.filter(({ members }) => {
    const isFree = members.every((member) => !taken.has(member) && !member.isSecret);
    if (isFree) {
      members.forEach((member) => taken.add(member));
    }
    return isFree;
  });
}
