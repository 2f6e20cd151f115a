/**
 * A claim that is handed on to the workload in a header.
 *
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#ClaimToHeader
 */
export interface ClaimToHeader {
  /**
   * The header's name, of letters, digits, `-` and `_`. Trust it only in requests that have to have a token: in others it may be the
   * client's own.
   *
   * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#ClaimToHeader-header
   */
  readonly header: string;

  /**
   * The claim, a text, number or boolean; `.` leads into nested ones: `address.country`.
   *
   * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#ClaimToHeader-claim
   */
  readonly claim: string;
}
