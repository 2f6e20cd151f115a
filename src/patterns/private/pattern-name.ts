import { Names } from 'cdk8s';
import { Construct } from 'constructs';

/** The name that the user gave, or else one that can be told in advance: the construct path, without a hash. */
export function patternName(scope: Construct, given: string | undefined, longestSuffix = ''): string {
  return given ?? Names.toDnsLabel(scope, { includeHash: false, maxLen: 63 - longestSuffix.length });
}
