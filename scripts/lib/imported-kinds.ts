import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { KindSchema } from './schema';

/** Folders of schemas/ besides Istio's whose kinds have classes; a folder's are one namespace, which is named after it. */
const OTHERS = ['cert-manager', 'external-secrets', 'sealed-secrets'];

/** The kinds that have classes, by their namespace, in the order of their names. */
export function importedKinds(root: string): Map<string, KindSchema[]> {
  const others = OTHERS.map((folder) => [folder.replace('-', ''), kindsIn(root, folder)] as const);
  return new Map([...istioKinds(root), ...others]);
}

/** The kinds of schemas/istio by the first word of their API group, in the order of their names. */
export function istioKinds(root: string): Map<string, KindSchema[]> {
  const kinds = kindsIn(root, 'istio');
  const groups = new Map<string, KindSchema[]>();
  for (const kind of kinds) {
    const group = kind.group.split('.')[0];
    groups.set(group, [...(groups.get(group) ?? []), kind]);
  }
  return groups;
}

function kindsIn(root: string, name: string): KindSchema[] {
  const folder = path.join(root, 'schemas', name);
  return fs
    .readdirSync(folder)
    .map((file) => parse(fs.readFileSync(path.join(folder, file), 'utf8')) as KindSchema)
    .sort((a, b) => (a.kind < b.kind ? -1 : 1));
}
