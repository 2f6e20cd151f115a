import { Program } from './code/program';
import { Manifest, MigrationFault } from './manifest';

/** How an object is written: as a pattern of several objects, as a construct of its kind, as a plain object, or read from its file. */
export type Form = 'pattern' | 'construct' | 'object' | 'file';

/** One object of the input and what became of it. */
export interface MigratedObject {
  readonly manifest: Manifest;
  readonly form: Form;
  /** The names of fields that go through `overrides`, at any depth, such as `timeout`. */
  readonly overridden: readonly string[];
  /** Why it is no construct, where its kind has one. */
  readonly reason?: string;
}

/** Code for a set of manifests. Nothing may be written while there are faults. */
export interface Migration {
  readonly program: Program;
  /** The program as TypeScript. */
  readonly code: string;
  readonly objects: readonly MigratedObject[];
  readonly faults: readonly MigrationFault[];
}
