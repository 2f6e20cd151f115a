/** Two orders of the same things, in which some stand otherwise. */
export interface Swap<T> {
  readonly before: readonly T[];
  readonly after: readonly T[];
}

/** Of so few, every order is tried. */
const MOST_IN_ALL_ORDERS = 4;
/** Of so few, every two are tried, as the oldest and as the youngest. */
const MOST_IN_PAIRS = 10;

/**
 * Orders to compare. Of a few things every two that stand next to each other are swapped in every order of all; of more, every two, before
 * all others and behind them; of many, the order is turned round and shifted.
 */
export function swapsOf<T>(things: readonly T[]): readonly Swap<T>[] {
  if (things.length <= MOST_IN_ALL_ORDERS) {
    return permutations(things).flatMap((order) =>
      order.slice(1).flatMap((second, index): Swap<T>[] => {
        const first = order[index];
        // Each swap once, not there and back again.
        return things.indexOf(first) < things.indexOf(second) ? [{ before: order, after: swapped(order, index) }] : [];
      }),
    );
  }
  if (things.length <= MOST_IN_PAIRS) {
    return things.flatMap((one, index) =>
      things.slice(index + 1).flatMap((other): Swap<T>[] => {
        const rest = things.filter((each) => each !== one && each !== other);
        return [
          { before: [one, other, ...rest], after: [other, one, ...rest] },
          { before: [...rest, one, other], after: [...rest, other, one] },
        ];
      }),
    );
  }
  const half = things.length >> 1;
  return [
    { before: things, after: [...things].reverse() },
    { before: things, after: [...things.slice(half), ...things.slice(0, half)] },
    { before: things, after: [...things.slice(1), ...things.slice(0, 1)] },
  ];
}

function swapped<T>(order: readonly T[], index: number): readonly T[] {
  return [...order.slice(0, index), order[index + 1], order[index], ...order.slice(index + 2)];
}

function permutations<T>(things: readonly T[]): readonly (readonly T[])[] {
  return things.length < 2
    ? [things]
    : things.flatMap((first, index) =>
        permutations([...things.slice(0, index), ...things.slice(index + 1)]).map((rest) => [first, ...rest]),
      );
}
