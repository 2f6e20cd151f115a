import * as networking from '../../../imports/networking';
import { Field } from './field';
import { checkLabels } from './labels';
import { checkCount } from './limits';

const MOST_LABELS = 256;

/** Throws unless pods can have the labels; an empty map selects all workloads of the namespace. */
export function renderWorkloadSelector(labels: { [label: string]: string }, field: Field): networking.WorkloadSelector {
  checkCount(Object.keys(labels).length, MOST_LABELS, field.of('labels'));
  return { labels: checkLabels(labels, field.of('labels')) };
}
