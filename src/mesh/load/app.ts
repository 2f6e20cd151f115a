import { IConstruct } from 'constructs';
import { creationSiteOf } from '../../kernel/creation-site';
import { LoadedValue } from './yaml';

/** What cdk8s marks its ApiObjects with; asking for it spares loading cdk8s itself. */
const API_OBJECT = Symbol.for('cdk8s.ApiObject');

/** What is needed of an ApiObject. */
interface Rendering {
  toJson(): unknown;
}

/** What an app or a part of it renders, in the order of creation. */
export function loadApp(scope: IConstruct): LoadedValue[] {
  return scope.node
    .findAll()
    .filter((construct): construct is IConstruct & Rendering => API_OBJECT in construct)
    .map((construct) => ({ value: construct.toJson(), origin: new ConstructOrigin(construct) }));
}

/** Most paths are never asked for, and walking up the tree for each costs time. */
class ConstructOrigin {
  constructor(public readonly construct: IConstruct) {}

  public get constructPath(): string {
    return this.construct.node.path;
  }

  public get createdAt(): string | undefined {
    return creationSiteOf(this.construct);
  }
}
