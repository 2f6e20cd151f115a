import { listAt, textAt } from '../../mesh/wire/json';
import { Expression, object } from '../code/expression';
import { Inexpressible } from '../convert/inexpressible';
import { Properties, Site } from '../convert/properties';
import { trafficPolicy } from '../convert/traffic-policy';
import { number, text, textMap } from '../convert/values';
import { Manifest } from '../manifest';

/** The subsets of a rule with the weights that a route gives them; throws where the route does not share among all of them, in order. */
export function weightedSubsets(rule: Manifest, route: unknown, at: Site): Expression[] {
  const subsets = listAt(rule.value, 'spec', 'subsets');
  const destinations = listAt(route, 'route');
  const names = destinations.map((each) => textAt(each, 'destination', 'subset'));
  if (names.length !== subsets.length || subsets.some((subset, index) => textAt(subset, 'name') !== names[index])) {
    throw new Inexpressible();
  }
  return subsets.map((subset, index) => subsetCode(subset, destinations[index], at));
}

function subsetCode(subset: unknown, destination: unknown, at: Site): Expression {
  const properties = new Properties(subset, at);
  properties.add('name', properties.need('name', text));
  properties.add('labels', properties.need('labels', textMap));
  const weight = new Properties(destination, at).convert('weight', number);
  if (weight !== undefined) {
    properties.add('weight', weight);
  }
  return properties.take('trafficPolicy', trafficPolicy).strictly();
}

/** Metadata that all objects of a pattern share. */
export function sharedMetadata({ value }: Manifest, at: Site): ReadonlyArray<readonly [string, Expression]> {
  const metadata = new Properties(value.metadata, at);
  metadata.drop('name', 'namespace').take('labels', textMap).take('annotations', textMap);
  return metadata.strictly().entries;
}

/** An object of the entries that there are. */
export function objectOf(entries: ReadonlyArray<readonly [string, Expression | undefined]>): Expression {
  return object(entries.filter((entry): entry is readonly [string, Expression] => entry[1] !== undefined));
}
