import { Names } from 'cdk8s';
import { Construct } from 'constructs';
import { SecureIngressProps } from '../secure-ingress-props';

/** What the objects of an ingress are called. */
export interface IngressNames {
  readonly gateway: string;
  readonly virtualService: string;
  readonly destinationRule: string;
  readonly credential: string;
}

const LONGEST_SUFFIX = '-destination-rule'.length;

/** The names that the user gave, and for the others ones that can be told in advance, because people refer to them. */
export function namesOf(scope: Construct, props: SecureIngressProps): IngressNames {
  const base = props.name ?? Names.toDnsLabel(scope, { includeHash: false, maxLen: 63 - LONGEST_SUFFIX });
  return {
    gateway: props.names?.gateway ?? `${base}-gateway`,
    virtualService: props.names?.virtualService ?? `${base}-virtual-service`,
    destinationRule: props.names?.destinationRule ?? `${base}-destination-rule`,
    credential: `${base}-credential`,
  };
}
