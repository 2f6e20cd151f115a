import { ApiObjectMetadata } from 'cdk8s';
import { IssuerConfig } from './issuer-config';

/** What an `Issuer` or a `ClusterIssuer` is made of. */
export interface IssuerProps {
  /** How it signs. */
  readonly config: IssuerConfig;

  /**
   * Name, labels and annotations; of an Issuer the namespace as well, which has to be that of the gateway's pods.
   *
   * @default - a name made from the construct path; the chart's namespace and labels.
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Fields of `spec` that have no property here yet, laid over what is rendered: maps merge key by key, lists and values replace.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}
