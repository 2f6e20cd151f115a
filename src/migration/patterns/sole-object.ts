import { Conversion } from '../convert/conversion';
import { Manifest } from '../manifest';
import { PatternCode, PatternMatch } from './pattern';

/** A pattern of one object, which it has in a property. */
export abstract class SoleObjectMatch implements PatternMatch {
  public readonly members: readonly Manifest[];

  constructor(
    protected readonly manifest: Manifest,
    public readonly noun: string,
    private readonly property: string,
  ) {
    this.members = [manifest];
  }

  public get name(): string {
    return this.manifest.name;
  }

  public propertyOf(): string {
    return this.property;
  }

  public abstract write(conversion: Conversion): PatternCode;
}
