import { Expression } from '../code/expression';
import { Conversion } from '../convert/conversion';
import { Manifest } from '../manifest';

/** Code of a pattern. */
export interface PatternCode {
  /** The class. */
  readonly className: string;
  readonly props: Expression;
  /** What is called on it, once it is made: methods with their arguments. */
  readonly calls: ReadonlyArray<{ readonly method: string; readonly args: readonly Expression[] }>;
}

/** Objects that may be what a pattern renders. Whether they are is seen when it is made. */
export interface PatternMatch {
  /** What it is called. */
  readonly name: string;
  /** What is said behind its name where that alone is taken. */
  readonly noun: string;
  readonly members: readonly Manifest[];
  /** The property of the pattern that holds a member, for those that others may refer to. */
  propertyOf(member: Manifest): string | undefined;
  /** The code; throws `Inexpressible` where there is none. */
  write(conversion: Conversion): PatternCode;
}
