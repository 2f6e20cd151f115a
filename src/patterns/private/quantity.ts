const QUANTITY = /^(\d+(?:\.\d*)?|\.\d+)(?:([eE][+-]?\d+)|(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei))?$/;

const FACTORS: { readonly [suffix: string]: number } = {
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** The number that a quantity of Kubernetes stands for (`100m` for 0.1), or undefined where it is none. */
export function numberOfQuantity(quantity: string): number | undefined {
  const parts = typeof quantity === 'string' ? QUANTITY.exec(quantity) : null;
  if (parts === null) {
    return undefined;
  }
  const [, number, exponent = '', suffix] = parts;
  return Number(`${number}${exponent}`) * (suffix === undefined ? 1 : FACTORS[suffix]);
}
