import { Expression } from './code/expression';
import { Statement } from './code/program';
import { variablesIn } from './code/variables';
import { Manifest } from './manifest';

/** A construct in the program, with what is done to it once it is made. */
export interface Block {
  /** The constant that it has where something uses it. */
  readonly variable: string;
  readonly expression: Expression;
  readonly after: readonly Expression[];
  readonly comments: readonly string[];
  /** Whether it is there for others only, so that nobody needs it where nobody uses it. */
  readonly isHelper: boolean;
}

/** The statements of the blocks; constants are declared where they are used. */
export function statementsOf(blocks: readonly Block[]): Statement[] {
  const used = new Set(blocks.flatMap(({ expression, after }) => [expression, ...after].flatMap(variablesIn)));
  return blocks
    .filter(({ isHelper, variable }) => !isHelper || used.has(variable))
    .flatMap(({ variable, expression, after, comments }) => [
      { name: used.has(variable) ? variable : undefined, expression, comments, startsParagraph: true },
      ...after.map((each) => ({ expression: each })),
    ]);
}

/** What is said above an object: its own comments, where it stands, and why it is no construct. */
export function commentsOf(manifest: Manifest, reason?: string): string[] {
  return [...commentsOfAll([manifest]), ...(reason === undefined ? [] : [`No construct: ${reason.split('\n')[0]}`])];
}

/** What is said above several objects: their own comments, and where they stand. */
export function commentsOfAll(manifests: readonly Manifest[]): string[] {
  const places = manifests.flatMap(({ origin: { file = '', line } }) =>
    line === undefined ? [] : [`${file}:${line}`],
  );
  return [...manifests.flatMap(({ comments }) => comments), ...(places.length === 0 ? [] : [places.join(', ')])];
}
