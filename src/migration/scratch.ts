import { Environment, evaluate } from './code/evaluate';
import { cdk8s, Expression, instance, istio } from './code/expression';
import { APP, Charts } from './charts';

/** What a construct of Kubernetes' looks like to us. */
interface Rendering {
  toJson(): unknown;
  addJsonPatch(...patches: unknown[]): void;
  readonly node: { validate(): string[] };
}

interface Tree {
  readonly node: { findAll(): object[] };
}

interface Scope {
  readonly node: { tryRemoveChild(id: string): boolean };
}

/** An app in which each construct is made while it is written, to see what it renders. */
export class Scratch {
  private readonly environment: Environment;

  constructor(modules: Environment['modules'], charts: Charts, version: Expression | undefined) {
    this.environment = { modules, variables: new Map(), results: new WeakMap() };
    this.declare(APP, instance(cdk8s('App')));
    if (version !== undefined) {
      this.evaluate(version);
    }
    charts.all.forEach(({ variable, statement }) => this.declare(variable, statement.expression));
  }

  /** The value of an expression; throws what its calls throw. */
  public evaluate(expression: Expression): unknown {
    return evaluate(expression, this.environment);
  }

  /** Whether an expression can be evaluated. */
  public takes(expression: Expression): boolean {
    try {
      this.evaluate(expression);
      return true;
    } catch {
      return false;
    }
  }

  /** The name of the member of an enum of cdk8s-istio that has the value. */
  public memberOf(enumName: string, value: unknown): string | undefined {
    const members = this.evaluate(istio(enumName)) as { readonly [member: string]: unknown };
    return Object.keys(members).find((name) => members[name] === value && /^[A-Z]/.test(name));
  }

  /** Names a value, for what comes later. */
  public name(variable: string, value: unknown): void {
    this.environment.variables.set(variable, value);
  }

  /** Makes a construct; what is left of it is removed where that fails. */
  public make(expression: Expression, scope: string, id: string): unknown {
    try {
      return this.evaluate(expression);
    } catch (error) {
      this.remove(scope, id);
      throw error;
    }
  }

  /** Removes a construct. */
  public remove(scope: string, id: string): void {
    (this.environment.variables.get(scope) as Scope).node.tryRemoveChild(id);
  }

  private declare(variable: string, expression: Expression): void {
    this.name(variable, this.evaluate(expression));
  }
}

/** What a construct renders, as it is after a file. */
export function renderingOf(construct: unknown): unknown {
  return (construct as Rendering).toJson();
}

const API_OBJECT = Symbol.for('cdk8s.ApiObject');

/** What all objects below a construct render. */
export function objectsBelow(construct: unknown): unknown[] {
  return constructsBelow(construct)
    .filter((each) => API_OBJECT in each)
    .map(renderingOf);
}

/** A construct and all below it. */
export function constructsBelow(construct: unknown): object[] {
  return (construct as Tree).node.findAll();
}

/** What is wrong with a construct by its own account. */
export function faultsOf(construct: unknown): string[] {
  return (construct as Rendering).node.validate();
}

/** Patches what a construct renders. */
export function applyPatches(construct: unknown, patches: readonly unknown[]): void {
  (construct as Rendering).addJsonPatch(...patches);
}
