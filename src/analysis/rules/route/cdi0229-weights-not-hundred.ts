import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { spreadListsOf } from './weights';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Weights that are meant as percentages and are none. */
export const WEIGHTS_NOT_HUNDRED: Rule = {
  code: 'CDI0229',
  name: 'WeightsNotHundred',
  severity: Severity.INFO,
  summary: 'The weights of a route look like percentages and do not add up to 100.',
  explanation:
    'Weights are shares of their sum, not percentages: 80 and 30 send 73% and 27%. Where they were meant as percentages, one of them is a slip.',
  fix: 'Let the weights add up to 100.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    for (const list of spreadListsOf(mesh)) {
      const { object, destinations } = list;
      const weights = destinations.map(({ weight = 0 }) => weight);
      const sum = weights.reduce((total, weight) => total + weight, 0);
      // A sum far from 100 is that of a ratio, and so are equal weights; a hundred is often divided by three.
      const isRatio = sum < 50 || sum > 150 || new Set(weights).size === 1 || sum === 99;
      if (sum !== 100 && !isRatio) {
        const shares = weights.map((weight) => `${Math.round((weight / sum) * 100)}%`).join(', ');
        const message = `The weights ${weights.join(', ')} in ${object.title} add up to ${sum}, which makes ${shares}`;
        report({ object, path: list.path, message });
      }
    }
  },
};
