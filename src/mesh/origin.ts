import { IConstruct } from 'constructs';

/** A path of field names and list indices inside a manifest. */
export type FieldPath = readonly (string | number)[];

/** Where an object of a mesh was written: by a construct, or in a YAML file. */
export interface Origin {
  /** The path of the construct that renders it. */
  readonly constructPath?: string;
  /** That construct. */
  readonly construct?: IConstruct;
  /** Where the program makes that construct, as `file:line:column`; undefined where nobody asked for it to be noted. */
  readonly createdAt?: string;
  /** The file that it stands in. */
  readonly file?: string;
  /** The line of the file that the object begins in, counted from 1. */
  readonly line?: number;
  /** The line of a field of it; of the nearest field above where it has no such field. */
  readonly lineOf?: (path: FieldPath) => number;
}

/** The origin as a person reads it: `app/web/gateway` or `mesh.yaml:12`. */
export function describeOrigin({ constructPath, file, line }: Origin): string {
  return constructPath ?? (file === undefined ? '' : line === undefined ? file : `${file}:${line}`);
}
