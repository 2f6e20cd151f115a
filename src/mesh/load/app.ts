import { IConstruct } from 'constructs';
import { Assumption, ASSUMES, assumptionsDuring, IAssuming, NotedAssumption } from '../../kernel/assumption';
import { creationSiteOf } from '../../kernel/creation-site';
import { listAt, numberAt } from '../wire/json';
import { LoadedValue } from './yaml';

/** What cdk8s marks its ApiObjects with; asking for it spares loading cdk8s itself. */
const API_OBJECT = Symbol.for('cdk8s.ApiObject');

/** What is needed of an ApiObject. */
interface Rendering {
  toJson(): unknown;
}

/** What an app renders, and what it takes for granted. */
export interface LoadedApp {
  readonly values: readonly LoadedValue[];
  /** Objects that it refers to and does not make, as far as it says what they are. */
  readonly assumed: readonly LoadedValue[];
}

/** What an app or a part of it renders, in the order of creation. */
export function loadApp(scope: IConstruct): LoadedApp {
  const constructs = scope.node.findAll();
  const values: LoadedValue[] = [];
  const noted = assumptionsDuring(scope, () => {
    for (const construct of constructs) {
      if (isRendering(construct)) {
        values.push({ value: construct.toJson(), origin: new ConstructOrigin(construct) });
      }
    }
  });
  const imported = constructs
    .filter(isAssuming)
    .map((construct) => ({ manifest: construct[ASSUMES](), by: construct }));
  return { values, assumed: united([...imported, ...noted]) };
}

function isRendering(construct: IConstruct): construct is IConstruct & Rendering {
  return API_OBJECT in construct;
}

function isAssuming(construct: IConstruct): construct is IAssuming {
  return ASSUMES in construct;
}

/** Each object once: of a Service, several references may tell several ports. */
function united(noted: readonly NotedAssumption[]): LoadedValue[] {
  const byName = new Map<string, AssumedObject>();
  for (const { manifest, by } of noted) {
    const { kind, metadata } = manifest;
    const key = `${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
    const known = byName.get(key);
    if (known === undefined) {
      byName.set(key, new AssumedObject(manifest, by));
    } else {
      known.add(manifest);
    }
  }
  return [...byName.values()].map(({ manifest, by }) => ({ value: manifest, origin: new ConstructOrigin(by) }));
}

/** What several references tell of an object. */
class AssumedObject {
  private readonly ports = new Map<number | undefined, unknown>();

  constructor(
    private readonly first: Assumption,
    public readonly by: IConstruct,
  ) {
    this.add(first);
  }

  public add({ spec }: Assumption): void {
    listAt(spec, 'ports').forEach((port) => this.ports.set(numberAt(port, 'port'), port));
  }

  public get manifest(): Assumption {
    const { first, ports } = this;
    return ports.size === 0 ? first : { ...first, spec: { ...first.spec, ports: [...ports.values()] } };
  }
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
