import { Construct } from 'constructs';
import { Misuse, misuse } from '../../kernel/errors';
import { SubsetProps } from '../../networking/subset';
import { MeshObjects } from './mesh-objects';

interface Target {
  readonly destination?: { readonly host?: string; readonly subset?: string };
}

interface Route {
  readonly route?: readonly Target[];
  readonly mirrors?: readonly Target[];
  readonly mirror?: Target['destination'];
}

/** Throws if a subset that is to go is also one that requests are sent to. */
export function checkRetiring(
  at: Construct,
  retiring: readonly SubsetProps[] | undefined,
  used: readonly SubsetProps[],
): void {
  const both = retiring?.find(({ name }) => used.some((subset) => subset.name === name));
  if (both !== undefined) {
    throw misuse({ at, ...faultOf(both.name) });
  }
}

/** Fails the synth if a route, wherever it comes from, sends requests to a subset that is to go. */
export function validateRetiring(
  at: Construct,
  objects: MeshObjects,
  retiring: readonly SubsetProps[] | undefined,
): void {
  if (retiring !== undefined && retiring.length > 0) {
    at.node.addValidation({
      validate: () => {
        const used = usedSubsets(objects);
        return retiring.filter(({ name }) => used.includes(name)).map(({ name }) => misuse(faultOf(name)).message);
      },
    });
  }
}

/** The error for requests to a subset that is to go. */
export function faultOf(name: string): Misuse {
  return {
    rule: 'a subset that retires must get no requests: first it goes from the routes, and once that is applied from the DestinationRule',
    received: name,
    fix: 'list it in `retiring` alone and send its requests to another subset; apply that, then leave it out',
  };
}

function usedSubsets({ destinationRule, virtualService }: MeshObjects): (string | undefined)[] {
  const { host } = (destinationRule.toJson() as { readonly spec: { readonly host: string } }).spec;
  const { http = [] } = (virtualService.toJson() as { readonly spec: { readonly http?: readonly Route[] } }).spec;
  const targets = http.flatMap(({ route = [], mirrors = [], mirror }) => [
    ...[...route, ...mirrors].map(({ destination }) => destination),
    mirror,
  ]);
  return targets.filter((target) => target?.host === host).map((target) => target?.subset);
}
