/** Thrown where a value has no typed form; the next `overrides` above takes it. */
export class Inexpressible extends Error {}
