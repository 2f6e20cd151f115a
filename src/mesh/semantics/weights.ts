import { Destination } from '../wire/networking';

/** What of a destination its share depends on. */
interface Weighted {
  readonly destination: Destination;
  readonly weight?: number;
}

/** A destination that takes part, and its share. */
export interface Share<Route extends Weighted> {
  readonly share: number;
  readonly route: Route;
}

/** The destinations that take part: a single one whatever its weight, of several those with one. */
export function sharesOf<Route extends Weighted>(routes: readonly Route[]): readonly Share<Route>[] {
  if (routes.length === 1) {
    return [{ share: 1, route: routes[0] }];
  }
  const taking = routes.filter(({ weight = 0 }) => weight > 0);
  const total = taking.reduce((sum, { weight = 0 }) => sum + weight, 0);
  return taking.map((route) => ({ share: (route.weight ?? 0) / total, route }));
}
