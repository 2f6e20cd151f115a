import { Expression } from './expression';

/** The names of the constants that an expression uses. */
export function variablesIn(expression: Expression): string[] {
  switch (expression.type) {
    case 'variable':
      return [expression.name];
    case 'object':
      return expression.entries.flatMap(([, value]) => variablesIn(value));
    case 'array':
      return expression.items.flatMap(variablesIn);
    case 'member':
      return variablesIn(expression.of);
    case 'call':
      return [expression.callee, ...expression.args].flatMap(variablesIn);
    case 'lambda':
      return variablesIn(expression.body).filter((name) => name !== expression.parameter);
    case 'binary':
      return [expression.left, expression.right].flatMap(variablesIn);
    case 'literal':
    case 'imported':
      return [];
  }
}
