import { Construct } from 'constructs';
import { SecureIngressProps } from '../secure-ingress-props';
import { patternName } from './pattern-name';

/** What the objects of an ingress are called. */
export interface IngressNames {
  readonly gateway: string;
  readonly virtualService: string;
  readonly destinationRule: string;
  readonly credential: string;
}

const LONGEST_SUFFIX = '-destination-rule';

/** The names that the user gave, and for the others ones that can be told in advance, because people refer to them. */
export function namesOf(scope: Construct, props: SecureIngressProps): IngressNames {
  const base = patternName(scope, props.name, LONGEST_SUFFIX);
  return {
    gateway: props.names?.gateway ?? `${base}-gateway`,
    virtualService: props.names?.virtualService ?? `${base}-virtual-service`,
    destinationRule: props.names?.destinationRule ?? `${base}-destination-rule`,
    credential: `${base}-credential`,
  };
}
