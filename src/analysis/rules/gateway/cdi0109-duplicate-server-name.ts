import { GATEWAY } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Servers of one Gateway with the same name. */
export const DUPLICATE_SERVER_NAME: Rule = {
  code: 'CDI0109',
  name: 'DuplicateServerName',
  severity: Severity.WARNING,
  summary: 'Two servers of a Gateway have the same name.',
  explanation:
    'The name of a server becomes part of the names of its metrics. Two servers with the same name are counted together, so that neither can be told from the other on a dashboard or in an alert.',
  fix: 'Give each server a name of its own, or none.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/gateway/#Server',
  inputs: [GATEWAY],
  check: (mesh, report) => {
    for (const object of mesh.all(GATEWAY)) {
      const { servers = [] } = object.spec;
      const first = new Map<string, number>();
      for (const [index, { name = '' }] of servers.length > 1 ? servers.entries() : []) {
        const other = first.get(name);
        if (name !== '' && other !== undefined) {
          const message = `Servers ${other} and ${index} of ${object.title} are both called ${name}`;
          report({ object, path: ['spec', 'servers', index, 'name'], message });
        }
        first.set(name, other ?? index);
      }
    }
  },
};
