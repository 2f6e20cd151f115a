import { Field } from './field';

/** The parts of a locality: region, zone and sub-zone; what is left out stands for any. */
type Locality = readonly string[];

const ANY = '*';
const PARTS = 3;

/** Throws unless every weight is from 1 to 100, they add up to 100, and no locality is meant twice. */
export function checkWeights(weights: { [locality: string]: number }, field: Field): void {
  const localities = Object.keys(weights);
  for (const locality of localities) {
    field.entry(locality).whole(weights[locality], 1, 100);
  }
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  if (total !== 100) {
    throw field.fault('must have weights that add up to 100', weights, `they add up to ${total}: adapt one of them`);
  }
  // The weights are a map, which Istio goes through in any order, so that no locality may contain another.
  localities.forEach((text, index) => {
    const locality = parse(text, field);
    const others = localities.filter((_, at) => at !== index);
    const inside = others.find((other) => covers(locality, parse(other, field)));
    if (inside !== undefined) {
      throw field.fault('must not name a locality inside another one', [text, inside], 'name each place once');
    }
  });
}

/** Throws if one of the localities, which Istio tries in their order, can never be reached. */
export function checkOrder(origins: readonly string[], field: Field): void {
  origins.forEach((text, index) => {
    const locality = parse(text, field.entry(index));
    const earlier = origins.slice(0, index).find((candidate) => {
      const other = parse(candidate, field);
      return covers(other, locality) || (covers(locality, other) && locality[locality.length - 1] !== ANY);
    });
    if (earlier !== undefined) {
      throw field.fault(
        'must not name a locality inside another one',
        [earlier, text],
        "name each place once; a remainder comes last and ends in '*', such as 'us-west/*'",
      );
    }
  });
}

/** Throws unless the text is the name of a region, without zone and wildcard. */
export function checkRegion(region: string, field: Field): string {
  if (typeof region !== 'string' || region === '' || /[/*]/.test(region)) {
    throw field.fault(
      'must be the name of a region',
      region,
      "give the region alone, such as 'us-east': failover between zones needs no setting",
    );
  }
  return region;
}

function parse(text: string, field: Field): Locality {
  const parts = text.split('/');
  const stars = parts.filter((part) => part.includes(ANY));
  const starsAreLast = stars.length === 0 || (stars.length === 1 && parts[parts.length - 1] === ANY);
  if (parts.length > PARTS || parts.includes('') || !starsAreLast) {
    throw field.fault(
      'must name localities as region/zone/sub-zone',
      text,
      "leave out what is to stand for any, or end in '*': 'us-west', 'us-west/zone-1', 'us-west/zone-1/*', '*'",
    );
  }
  return parts;
}

/** Whether every place in `inner` is a place in `outer`. */
function covers(outer: Locality, inner: Locality): boolean {
  return outer.every((part, index) => part === ANY || part === inner[index]);
}
