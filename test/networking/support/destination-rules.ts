import { App, Chart, Testing } from 'cdk8s';
import { Backend } from '../../../src/networking/backend';
import { DestinationRule, DestinationRuleProps } from '../../../src/networking/destination-rule';

export const WEB = Backend.named('web');

export function newChart(namespace?: string): Chart {
  return new Chart(new App(), 'shop', { namespace });
}

/** A rule in a chart of its own. */
export function ruleOf(props: Partial<DestinationRuleProps>, namespace?: string): DestinationRule {
  return new DestinationRule(newChart(namespace), 'rule', { backend: WEB, ...props });
}

/** The spec that it renders. */
export function specOf(rule: DestinationRule): unknown {
  return Testing.synth(Chart.of(rule)).find((manifest) => manifest.kind === 'DestinationRule').spec;
}
