import { textAt } from '../mesh/wire/json';
import { Expression } from './code/expression';
import { References } from './convert/conversion';
import { NETWORKING, RulesByHost } from './grouping';
import { Manifest } from './manifest';

/** What the references of one object need of the program. */
export interface Neighbourhood {
  /** The constant of an object, which is put before the one that asks; undefined where it is no construct that can be referred to. */
  handleOf(manifest: Manifest): Expression | undefined;
  /** The constant of something outside. */
  outside(key: string, name: string, make: (scope: Expression, id: string) => Expression): Expression;
}

/** The objects of the input by what others call them. */
export class ManifestIndex {
  private readonly byName = new Map<string, Manifest>();
  private readonly secretNames = new Map<string, Manifest>();
  private readonly rules: RulesByHost;

  constructor(manifests: readonly Manifest[]) {
    this.rules = new RulesByHost(manifests);
    for (const manifest of manifests) {
      const key = keyOf(groupOf(manifest), manifest.kind, manifest.name, manifest.namespace);
      if (!this.byName.has(key)) {
        this.byName.set(key, manifest);
      }
      if (manifest.kind === 'Secret') {
        this.secretNames.set(manifest.name, manifest);
      }
    }
  }

  /** The object of this kind and name. */
  public find(group: string, kind: string, name: string, namespace: string | undefined): Manifest | undefined {
    return this.byName.get(keyOf(group, kind, name, namespace));
  }

  /** A Secret of this name in any namespace. */
  public secret(name: string): Manifest | undefined {
    return this.secretNames.get(name);
  }

  /** The DestinationRules of a namespace for exactly this host. */
  public rulesFor(host: string, namespace: string | undefined): readonly Manifest[] {
    return this.rules.of(namespace, host);
  }
}

/** References from one object. */
export class ObjectReferences implements References {
  constructor(
    private readonly index: ManifestIndex,
    private readonly neighbourhood: Neighbourhood,
  ) {}

  public gateway(name: string, namespace: string | undefined): Expression | undefined {
    return this.handle(this.index.find(NETWORKING, 'Gateway', name, namespace));
  }

  public virtualService(name: string, namespace: string | undefined): Expression | undefined {
    return this.handle(this.index.find(NETWORKING, 'VirtualService', name, namespace));
  }

  public service(name: string, namespace: string | undefined): Expression | undefined {
    return this.handle(this.index.find('', 'Service', name, namespace));
  }

  public subsetOwner(host: string, subset: string, namespace: string | undefined): Expression | undefined {
    const rule = this.index.rulesFor(host, namespace).find(({ value }) => hasSubset(value, subset));
    return this.handle(rule);
  }

  public outside(key: string, name: string, make: (scope: Expression, id: string) => Expression): Expression {
    return this.neighbourhood.outside(key, name, make);
  }

  public secretNamespace(name: string): string | undefined {
    return this.index.secret(name)?.namespace;
  }

  private handle(manifest: Manifest | undefined): Expression | undefined {
    return manifest && this.neighbourhood.handleOf(manifest);
  }
}

function hasSubset(rule: Manifest['value'], subset: string): boolean {
  const subsets = (rule.spec as { subsets?: unknown } | undefined)?.subsets;
  return Array.isArray(subsets) && subsets.some((each) => textAt(each, 'name') === subset);
}

function groupOf({ apiVersion }: Manifest): string {
  return apiVersion.slice(0, Math.max(apiVersion.indexOf('/'), 0));
}

function keyOf(group: string, kind: string, name: string, namespace: string | undefined): string {
  return JSON.stringify([group, kind, name, namespace]);
}
