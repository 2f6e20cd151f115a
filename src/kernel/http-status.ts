/** The statuses that HTTP has names for, which are all that Istio takes by their numbers to try requests again, as ranges. */
const NAMED: ReadonlyArray<readonly [first: number, last: number]> = [
  [100, 103],
  [200, 208],
  [226, 226],
  [300, 305],
  [307, 308],
  [400, 418],
  [421, 426],
  [428, 429],
  [431, 431],
  [451, 451],
  [500, 508],
  [510, 511],
];

/** Whether HTTP has a name for a status. */
export function isNamedStatus(status: number): boolean {
  return NAMED.some(([first, last]) => status >= first && status <= last);
}
