import { Expression } from './code/expression';

/** The names of the fields that an expression sets through `overrides`, at any depth. */
export function overriddenIn(expression: Expression): string[] {
  switch (expression.type) {
    case 'object':
      return expression.entries.flatMap(([key, value]) =>
        key === 'overrides' && value.type === 'object' ? value.entries.map(([field]) => field) : overriddenIn(value),
      );
    case 'array':
      return expression.items.flatMap(overriddenIn);
    case 'call':
      return expression.args.flatMap(overriddenIn);
    default:
      return [];
  }
}
