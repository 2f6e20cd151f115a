import { PolicyTarget } from '../kernel/policy-target';
import { IGatewayWorkload } from '../networking/gateway-workload';
import { JwtRule } from '../security/jwt-rule';
import { RequiredClaim } from './required-claim';

/** What a {@link JwtAuth} is made of. */
export interface JwtAuthProps {
  /** The tokens that are valid: one of these rules has to hold. */
  readonly jwtRules: JwtRule[];

  /**
   * The workloads that ask for a token.
   *
   * @default - all of the namespace; in the root namespace, of the mesh.
   */
  readonly target?: PolicyTarget;

  /**
   * The gateway that asks for a token, in place of `target` and `namespace`. Name `hosts` too where others are served there.
   *
   * @default - none.
   */
  readonly gateway?: IGatewayWorkload;

  /**
   * The only hosts that ask for a token, with whatever port clients send along: names, `begin*`, `*end`. A token that is there, however, is
   * checked for every host.
   *
   * @default - all.
   */
  readonly hosts?: string[];

  /**
   * The only ports that ask for a token, by their numbers on the pods. Name the HTTP ports of workloads that have others: on a TCP port
   * nobody has a token, so that nobody gets in.
   *
   * @default - all.
   */
  readonly ports?: number[];

  /**
   * Paths that need no token: the whole, or with all below it as `/public/*`, which is not `/public` itself. A token that is not valid gets
   * 401 there too.
   *
   * @default - none.
   */
  readonly publicPaths?: string[];

  /**
   * Whether OPTIONS requests need no token. Browsers send none with their CORS preflights, and get 403 otherwise.
   *
   * @default false
   */
  readonly allowPreflight?: boolean;

  /**
   * What has to be in the token; all of it.
   *
   * @default - nothing besides issuer and subject.
   */
  readonly requiredClaims?: RequiredClaim[];

  /**
   * What the names of the objects start with; `-request-authentication` and `-authorization-policy` follow.
   *
   * @default - the construct path, in the letters that names take.
   */
  readonly name?: string;

  /**
   * The namespace of the workloads.
   *
   * @default - the chart's.
   */
  readonly namespace?: string;

  /**
   * Labels besides the chart's.
   *
   * @default - none.
   */
  readonly labels?: { [label: string]: string };

  /**
   * Annotations for the objects.
   *
   * @default - none.
   */
  readonly annotations?: { [annotation: string]: string };
}
