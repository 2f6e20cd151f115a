import { Workload } from '../../../mesh/index/workloads';
import { WORKLOAD_KINDS } from '../../../mesh/kinds';
import { at } from '../../../mesh/wire/json';

/** The spec of the pods of a workload. */
export function podSpecOf({ source }: Workload): unknown {
  const kind = WORKLOAD_KINDS.find(({ group, kind: name }) => group === source.group && name === source.kind);
  return at(source.manifest, ...(kind?.template ?? []), 'spec');
}
