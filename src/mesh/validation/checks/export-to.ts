import { isDnsLabel } from './labels';
import { Faults } from '../validation-fault';

/** What is special about the kind that is exported. */
export interface Exported {
  /** Whether `~`, to nobody, is allowed. */
  readonly toNobody?: boolean;
  /** Whether it applies to selected workloads only, which are those of its namespace. */
  readonly selectsWorkloads?: boolean;
}

/** Checks who an object of a namespace is visible to. */
export function checkExportTo(
  exportTo: readonly string[],
  namespace: string,
  exported: Exported,
  faults: Faults,
): void {
  const targets = new Set<string>();
  exportTo.forEach((entry, index) => {
    const target = entry === '.' ? namespace : entry;
    if (targets.has(target)) {
      faults.error(
        target === entry ? `${entry} is there twice` : `. and the namespace ${namespace} are the same`,
        index,
      );
    } else if (entry === '~' && exported.toNobody === true) {
      targets.add(target);
    } else if (target === '~') {
      faults.error('only a ServiceEntry can be exported to nobody (~)', index);
    } else if (target !== '.' && target !== '*' && !isDnsLabel(target)) {
      faults.error(`"${entry}" is neither ., * nor a namespace`, index);
    } else {
      targets.add(target);
    }
  });
  if (exported.selectsWorkloads === true && targets.size > 0) {
    if (!targets.has(namespace)) {
      faults.error('what selects workloads is exported to its own namespace only');
    } else if (targets.size > 1) {
      faults.error('what selects workloads is exported to one namespace only');
    }
  }
  if (targets.has('*') && exportTo.length > 1) {
    faults.error('what is exported to all (*) needs no other entry');
  }
  if (targets.has('~') && exportTo.length > 1) {
    faults.error('what is exported to nobody (~) takes no other entry');
  }
}
