import { Manifest } from '../manifest';
import { PatternMatch } from './pattern';
import { secureIngresses } from './secure-ingress';

/** The patterns that objects may be part of, each object of one. */
export function matchPatterns(manifests: readonly Manifest[]): PatternMatch[] {
  const taken = new Set<Manifest>();
  return secureIngresses(manifests).filter(({ members }) => {
    const isFree = members.every((member) => !taken.has(member) && !member.isSecret);
    if (isFree) {
      members.forEach((member) => taken.add(member));
    }
    return isFree;
  });
}
