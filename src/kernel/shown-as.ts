/** How Node's `util.inspect` finds out what an object is shown as; told without Node, for code that also runs elsewhere. */
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/**
 * Makes `console.log()`, `JSON.stringify()` and the differences of test runners show objects of a class by what `describe` says of them,
 * because they hold manifests, and these hold keys.
 */
export function shownAs<T extends object>(type: { readonly prototype: T }, describe: (object: T) => unknown): void {
  const value = function (this: T): unknown {
    return describe(this);
  };
  Object.defineProperty(type.prototype, INSPECT, { value });
  Object.defineProperty(type.prototype, 'toJSON', { value });
}
