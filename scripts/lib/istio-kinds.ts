import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { KindSchema } from './schema';

/** The kinds of schemas/istio by the first word of their API group, in the order of their names. */
export function istioKinds(root: string): Map<string, KindSchema[]> {
  const folder = path.join(root, 'schemas', 'istio');
  const kinds = fs
    .readdirSync(folder)
    .map((file) => parse(fs.readFileSync(path.join(folder, file), 'utf8')) as KindSchema)
    .sort((a, b) => (a.kind < b.kind ? -1 : 1));
  const groups = new Map<string, KindSchema[]>();
  for (const kind of kinds) {
    const group = kind.group.split('.')[0];
    groups.set(group, [...(groups.get(group) ?? []), kind]);
  }
  return groups;
}
