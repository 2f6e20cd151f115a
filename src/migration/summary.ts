import { MigratedObject, Migration } from './migration';
import { nameOf } from './plain-object';

/** What a migration did, in lines for people. */
export function summaryOf({ objects }: Migration): string {
  const counts = [
    count(objects, 'pattern', 'in patterns'),
    count(objects, 'construct', 'as constructs'),
    count(objects, 'object', 'as plain objects'),
    count(objects, 'file', 'read from their files, because they hold secrets'),
  ].filter((text) => text !== undefined);
  const notes = objects.flatMap(noteOf);
  return [`${objects.length} object${objects.length === 1 ? '' : 's'}: ${counts.join(', ')}`, ...notes, ''].join('\n');
}

function count(objects: readonly MigratedObject[], form: MigratedObject['form'], how: string): string | undefined {
  const number = objects.filter((object) => object.form === form).length;
  return number === 0 ? undefined : `${number} ${how}`;
}

function noteOf({ manifest, overridden, reason }: MigratedObject): string[] {
  const name = nameOf(manifest);
  return [
    ...(overridden.length === 0 ? [] : [`${name}: through overrides: ${[...new Set(overridden)].join(', ')}`]),
    ...(reason === undefined
      ? []
      : [`${name}: a plain object, because its construct refuses it: ${reason.split('\n')[0]}`]),
  ];
}
