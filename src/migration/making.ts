import { Expression, instance, istio, json, variable } from './code/expression';
import { Conversion, References } from './convert/conversion';
import { Inexpressible } from './convert/inexpressible';
import { KindConverter, propsOf } from './convert/kind';
import { Difference, differencesOf } from './difference';
import { Manifest } from './manifest';
import { patchOf } from './patches';
import { metadataCode, specOf } from './plain-object';
import { applyPatches, faultsOf, renderingOf, Scratch } from './scratch';
import { findHeld } from './held-fields';

/** An object that is about to be made, and where. */
export interface Place {
  readonly manifest: Manifest;
  /** The constant of its chart. */
  readonly chart: string;
  readonly id: string;
  readonly scratch: Scratch;
}

/** Code that makes an object exactly, and the construct that it made. */
export interface Made {
  readonly expression: Expression;
  /** JSON patches for what no property says. */
  readonly patches: readonly Expression[];
  readonly construct: unknown;
}

/** Why something can't be made. */
export interface Refusal {
  readonly reason: string;
}

/** As many patches to a spec are still better than an object without its construct. */
const MOST_PATCHES_OF_SPEC = 2;

/** Whether it was made. */
export function isMade(made: Made | Refusal): made is Made {
  return 'construct' in made;
}

/** Makes what an expression says, with as many patches as it takes. */
export function make(place: Place, expression: Expression, mostPatchesOfSpec = Infinity): Made | Refusal {
  const { scratch, chart, id, manifest } = place;
  try {
    const construct = scratch.make(expression, chart, id);
    const differences = differencesOf(manifest.value, renderingOf(construct));
    const fault = faultsOf(construct)[0] ?? faultOf(differences, mostPatchesOfSpec);
    if (fault === undefined) {
      return patched(place, { expression, construct, differences });
    }
    scratch.remove(chart, id);
    return { reason: reasonIn(fault) };
  } catch (error) {
    scratch.remove(chart, id);
    return { reason: reasonIn(error instanceof Error ? error.message : String(error)) };
  }
}

/** What a message says of the object, without the place, which is clear. */
function reasonIn(message: string): string {
  return message
    .replace(/^Failed serializing construct at path .*? with name .*?: Error: /, '')
    .replace(/^\[[^\]]*\] /, '');
}

function faultOf(differences: readonly Difference[], mostPatchesOfSpec: number): string | undefined {
  // Nothing but a patch renders null.
  const inSpec = differences.filter(({ path, wanted }) => path[0] === 'spec' && wanted !== null);
  return inSpec.length > mostPatchesOfSpec ? `it would render another ${inSpec[0].path.join('.')}` : undefined;
}

function patched(
  { scratch, manifest }: Place,
  made: { readonly expression: Expression; readonly construct: unknown; readonly differences: readonly Difference[] },
): Made | Refusal {
  const { expression, construct, differences } = made;
  const patches = differences.map(patchOf);
  if (patches.length > 0) {
    applyPatches(
      construct,
      patches.map((patch) => scratch.evaluate(patch)),
    );
    const [left] = differencesOf(manifest.value, renderingOf(construct));
    if (left !== undefined) {
      throw new Error(`cdk8s can't render its field ${left.path.join('.')}`);
    }
  }
  return { expression, construct, patches };
}

/**
 * Makes the construct of the object's kind: with handles for what it refers to, else with names, else with `overrides` for the fields that
 * the construct refuses. A refusal says what stands against all of that.
 */
export function makeConstruct(place: Place, converter: KindConverter, references: References): Made | Refusal {
  const { manifest, scratch } = place;
  const attempt = (usesHandles: boolean, held: ReadonlySet<string>, patches = 0): Attempt => {
    const conversion = new Conversion(manifest.namespace, { references, usesHandles, held }, scratch);
    const code = constructCode(place, converter, conversion);
    return { made: code === undefined ? INEXPRESSIBLE : make(place, code, patches), typed: conversion.typed };
  };
  const nothing = new Set<string>();
  const withHandles = attempt(true, nothing);
  if (isMade(withHandles.made)) {
    return withHandles.made;
  }
  const withNames = attempt(false, nothing);
  if (isMade(withNames.made)) {
    return withNames.made;
  }
  const held = findHeld(withNames.typed, (paths) => {
    const { made } = attempt(false, paths);
    if (isMade(made)) {
      scratch.remove(place.chart, place.id);
    }
    return isMade(made);
  });
  const last = held === undefined ? attempt(false, nothing, MOST_PATCHES_OF_SPEC) : attempt(false, held);
  return isMade(last.made) ? last.made : withNames.made;
}

interface Attempt {
  readonly made: Made | Refusal;
  readonly typed: ReadonlySet<string>;
}

const INEXPRESSIBLE: Refusal = { reason: 'it lacks what the construct can not be without' };

function constructCode(
  { manifest, chart, id }: Place,
  converter: KindConverter,
  conversion: Conversion,
): Expression | undefined {
  const metadata = metadataCode(manifest.value.metadata, manifest.namespace);
  try {
    const props = propsOf(converter, { spec: specOf(manifest), metadata }, conversion);
    return instance(istio(converter.kind), variable(chart), json(id), props);
  } catch (error) {
    if (error instanceof Inexpressible) {
      return undefined;
    }
    throw error;
  }
}
