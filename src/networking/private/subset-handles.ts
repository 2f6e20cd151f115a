import { IConstruct } from 'constructs';
import { locate, misuse } from '../../kernel/errors';
import { Backend } from '../backend';
import { ISubset } from '../subset';
import { Field } from './field';
import { checkSubsetName } from './labels';

/** The subsets of a DestinationRule as routes see them, by their names. */
export class SubsetHandles {
  private readonly handles: ISubset[] = [];

  constructor(
    private readonly rule: IConstruct,
    private readonly backend: Backend,
    /** How a subset gets into the list where there is none yet. */
    private readonly howToAdd = 'add the subset first; there is none',
  ) {}

  /** Throws if the name is malformed or taken. */
  public add(name: string): ISubset {
    locate(this.rule, () => checkSubsetName(name, new Field('the name of a subset')));
    if (this.find(name) !== undefined) {
      throw misuse({
        at: this.rule,
        rule: 'the subsets of a DestinationRule must have different names',
        received: name,
        fix: 'rename one of them, or merge the two',
      });
    }
    const handle: ISubset = { name, backend: this.backend };
    this.handles.push(handle);
    return handle;
  }

  /** Throws if there is none of this name. */
  public get(name: string): ISubset {
    const handle = this.find(name);
    if (handle === undefined) {
      const known = this.handles.map((each) => each.name);
      throw misuse({
        at: this.rule,
        rule: 'the DestinationRule has no such subset',
        received: name,
        fix: known.length === 0 ? this.howToAdd : `choose one of ${known.join(', ')}`,
      });
    }
    return handle;
  }

  /** Their names. */
  public get names(): string[] {
    return this.handles.map(({ name }) => name);
  }

  private find(name: string): ISubset | undefined {
    return this.handles.find((handle) => handle.name === name);
  }
}
