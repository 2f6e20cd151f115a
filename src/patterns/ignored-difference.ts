/**
 * Fields of an object that something in the cluster owns, in the form of an entry of `ignoreDifferences` of an Argo CD Application. Argo
 * CD also leaves them alone while it syncs if the Application has the sync option `RespectIgnoreDifferences=true`.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/
 */
export interface IgnoredDifference {
  /** The object's API group. */
  readonly group: string;

  /** The object's kind. */
  readonly kind: string;

  /** The object's name. */
  readonly name: string;

  /**
   * The object's namespace.
   *
   * @default - the namespace that the manifest is applied to.
   */
  readonly namespace?: string;

  /** The fields as JSON pointers, which tools other than Argo CD take, too. They hold for the order of routes as it is rendered. */
  readonly jsonPointers: string[];

  /** The same fields as jq expressions, which go by names and hold whatever routes a controller puts in front. */
  readonly jqPathExpressions: string[];
}
