import { call, Expression, instance, istio, json, member, variable } from './code/expression';
import { Conversion, References } from './convert/conversion';
import { isSame } from './difference';
import { PatternCode, PatternMatch } from './patterns/pattern';
import { objectsBelow, Scratch } from './scratch';

/** A pattern that renders its objects exactly. */
export interface MadePattern {
  readonly expression: Expression;
  readonly after: readonly Expression[];
}

/** Where a pattern is to be made. */
export interface PatternPlace {
  readonly chart: string;
  readonly id: string;
  /** The constant that it is to have. */
  readonly variable: string;
  readonly scratch: Scratch;
}

/** Makes a pattern; undefined where it renders anything else than its objects, and all of them. */
export function makePattern(match: PatternMatch, place: PatternPlace, references: References): MadePattern | undefined {
  const { chart, id, scratch } = place;
  const [{ namespace }] = match.members;
  const conversion = new Conversion(namespace, { references, usesHandles: true, held: new Set() }, scratch);
  try {
    const made = codeOf(match.write(conversion), place);
    const construct = scratch.make(made.expression, chart, id);
    scratch.name(place.variable, construct);
    made.after.forEach((each) => scratch.evaluate(each));
    if (rendersAll(match, construct)) {
      return made;
    }
  } catch {
    // Its class refuses something; the objects are made one by one then, and say what.
  }
  scratch.remove(chart, id);
  return undefined;
}

function codeOf({ className, props, calls }: PatternCode, place: PatternPlace): MadePattern {
  return {
    expression: instance(istio(className), variable(place.chart), json(place.id), props),
    after: calls.map(({ method, args }) => call(member(variable(place.variable), method), ...args)),
  };
}

function rendersAll({ members }: PatternMatch, construct: unknown): boolean {
  const rendered = objectsBelow(construct);
  const left = members.filter(({ value }) => {
    const index = rendered.findIndex((each) => isSame(value, each));
    if (index >= 0) {
      rendered.splice(index, 1);
    }
    return index < 0;
  });
  return left.length === 0 && rendered.length === 0;
}
