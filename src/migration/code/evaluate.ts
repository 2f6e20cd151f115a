import { Call, Expression } from './expression';

/** What imports and constants stand for. */
export interface Environment {
  /** What a module exports, by the name of the module. */
  readonly modules: { readonly [module: string]: unknown };
  /** The constants that are there so far. */
  readonly variables: Map<string, unknown>;
  /** The results of the calls of factories so far; what they return never changes. */
  readonly results: WeakMap<Expression, unknown>;
}

/** The value of an expression, from the model itself: no text is ever run for it. */
export function evaluate(expression: Expression, environment: Environment): unknown {
  const value = (each: Expression): unknown => evaluate(each, environment);
  switch (expression.type) {
    case 'literal':
      return expression.value;
    case 'object':
      return Object.fromEntries(expression.entries.map(([key, each]) => [key, value(each)]));
    case 'array':
      return expression.items.map(value);
    case 'variable':
      return environment.variables.get(expression.name);
    case 'imported':
      return memberOf(environment.modules[expression.module], expression.name);
    case 'member':
      return memberOf(value(expression.of), expression.name);
    case 'call':
      return expression.isNew ? evaluateCall(expression, environment) : resultOf(expression, environment);
    case 'lambda':
      return (argument: unknown) =>
        evaluate(expression.body, {
          ...environment,
          variables: new Map([...environment.variables, [expression.parameter, argument]]),
        });
    case 'binary':
      return evaluateBinary(expression, environment);
  }
}

function memberOf(target: unknown, name: string): unknown {
  return (target as { readonly [name: string]: unknown })[name];
}

function resultOf(expression: Call, environment: Environment): unknown {
  if (!environment.results.has(expression)) {
    environment.results.set(expression, evaluateCall(expression, environment));
  }
  return environment.results.get(expression);
}

function evaluateCall({ callee, args, isNew }: Call, environment: Environment): unknown {
  const values = args.map((arg) => evaluate(arg, environment));
  if (isNew) {
    return Reflect.construct(evaluate(callee, environment) as new (...args: unknown[]) => unknown, values);
  }
  const target = callee.type === 'member' ? evaluate(callee.of, environment) : undefined;
  const called = callee.type === 'member' ? memberOf(target, callee.name) : evaluate(callee, environment);
  return Reflect.apply(called as (...args: unknown[]) => unknown, target, values);
}

function evaluateBinary(
  { operator, left, right }: Extract<Expression, { type: 'binary' }>,
  environment: Environment,
): unknown {
  const first = evaluate(left, environment);
  switch (operator) {
    case '===':
      return first === evaluate(right, environment);
    case '&&':
      return first !== false && evaluate(right, environment);
    case '??':
      return first ?? evaluate(right, environment);
  }
}
