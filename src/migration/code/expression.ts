/** A value of JSON that is written as it is. */
export interface Literal {
  readonly type: 'literal';
  readonly value: string | number | boolean | null;
}

/** An object literal. */
export interface ObjectLiteral {
  readonly type: 'object';
  readonly entries: ReadonlyArray<readonly [key: string, value: Expression]>;
}

/** An array literal. */
export interface ArrayLiteral {
  readonly type: 'array';
  readonly items: readonly Expression[];
}

/** A constant that the program declares, or the parameter of a function around it. */
export interface Variable {
  readonly type: 'variable';
  readonly name: string;
}

/** What a module exports. */
export interface Imported {
  readonly type: 'imported';
  readonly module: string;
  readonly name: string;
}

/** A member that is named, such as a static factory or the value of an enum. */
export interface Member {
  readonly type: 'member';
  readonly of: Expression;
  readonly name: string;
}

/** A call of a function, or of a class with `new`. */
export interface Call {
  readonly type: 'call';
  readonly callee: Expression;
  readonly args: readonly Expression[];
  readonly isNew: boolean;
}

/** A function of one parameter: `(object) => object.kind === 'Secret'`. */
export interface Lambda {
  readonly type: 'lambda';
  readonly parameter: string;
  readonly body: Expression;
}

/** Two operands and what stands between them. */
export interface Binary {
  readonly type: 'binary';
  readonly operator: '===' | '&&' | '??';
  readonly left: Expression;
  readonly right: Expression;
}

/** The expressions of which generated code consists. */
export type Expression = Literal | ObjectLiteral | ArrayLiteral | Variable | Imported | Member | Call | Lambda | Binary;

/** The module that has the constructs for Istio. */
const ISTIO = 'cdk8s-istio';

/** A value of JSON as code. */
export function json(value: unknown): Expression {
  if (Array.isArray(value)) {
    return array(value.map(json));
  }
  if (typeof value === 'object' && value !== null) {
    return object(Object.entries(value).map(([key, each]): [string, Expression] => [key, json(each)]));
  }
  return { type: 'literal', value: value as Literal['value'] };
}

/** An object literal of these entries. */
export function object(entries: ObjectLiteral['entries']): ObjectLiteral {
  return { type: 'object', entries };
}

/** An array literal of these items. */
export function array(items: readonly Expression[]): ArrayLiteral {
  return { type: 'array', items };
}

/** A constant of the program. */
export function variable(name: string): Variable {
  return { type: 'variable', name };
}

/** Something that cdk8s exports. */
export function cdk8s(name: string): Imported {
  return { type: 'imported', module: 'cdk8s', name };
}

/** Something that cdk8s-istio exports. */
export function istio(name: string): Imported {
  return { type: 'imported', module: ISTIO, name };
}

/** A member of an expression. */
export function member(of: Expression, name: string): Member {
  return { type: 'member', of, name };
}

/** A call. */
export function call(callee: Expression, ...args: readonly Expression[]): Call {
  return { type: 'call', callee, args, isNew: false };
}

/** A call of a static factory of cdk8s-istio; options that say nothing are left out. */
export function factory(className: string, method: string, ...args: readonly Expression[]): Call {
  const last = args.at(-1);
  const isEmpty = last?.type === 'object' && last.entries.length === 0;
  return call(member(istio(className), method), ...(isEmpty ? args.slice(0, -1) : args));
}

/** An instance of a class. */
export function instance(callee: Expression, ...args: readonly Expression[]): Call {
  return { type: 'call', callee, args, isNew: true };
}

/** A function of one parameter. */
export function lambda(parameter: string, body: Expression): Lambda {
  return { type: 'lambda', parameter, body };
}

/** Two operands. */
export function binary(left: Expression, operator: Binary['operator'], right: Expression): Binary {
  return { type: 'binary', operator, left, right };
}
