import { cdk8s, instance, json, object, variable } from './code/expression';
import { camelCase, idOf, Names, VariableNames } from './code/names';
import { Statement } from './code/program';
import { Manifest } from './manifest';

/** The constant that holds the app. */
export const APP = 'app';

/** A chart of the program: all objects of one namespace, or all that name none. */
export interface ChartPlan {
  readonly variable: string;
  readonly namespace?: string;
  readonly statement: Statement;
  /** The ids of its constructs. */
  readonly ids: Names;
  /** The id that an object would like to have: its name, with the kind where several have that name. */
  idFor(manifest: Manifest): string;
}

/** What a chart is called in its file name. */
const LONGEST_ID = 63;

/** One chart for each namespace, in the order in which the namespaces are first named. */
export class Charts {
  private readonly plans = new Map<string | undefined, ChartPlan>();

  constructor(manifests: readonly Manifest[], variables: VariableNames, idWithoutNamespace: string) {
    const ids = new Names('-');
    const namespaces = [...new Set(manifests.map(({ namespace }) => namespace))];
    for (const namespace of namespaces) {
      const id = ids.take(chartId(namespace ?? idWithoutNamespace));
      const name = variables.take(namespaces.length === 1 ? 'chart' : `${camelCase(id)}Chart`);
      const options = namespace === undefined ? [] : [object([['namespace', json(namespace)]])];
      this.plans.set(namespace, {
        variable: name,
        namespace,
        statement: { name, expression: instance(cdk8s('Chart'), variable(APP), json(id), ...options) },
        ids: new Names('-'),
        idFor: idsFor(manifests.filter((manifest) => manifest.namespace === namespace)),
      });
    }
  }

  /** All charts. */
  public get all(): ChartPlan[] {
    return [...this.plans.values()];
  }

  /** The chart that an object belongs into. */
  public of({ namespace }: Manifest): ChartPlan {
    return this.plans.get(namespace) as ChartPlan;
  }
}

function idsFor(manifests: readonly Manifest[]): (manifest: Manifest) => string {
  const counts = new Map<string, number>();
  manifests.forEach(({ name }) => counts.set(idOf(name), (counts.get(idOf(name)) ?? 0) + 1));
  return ({ name, kind }) => {
    const id = idOf(name);
    return (counts.get(id) ?? 0) > 1 ? `${id}-${idOf(kind)}` : id || 'object';
  };
}

/** The text as the id of a chart, which is a part of a file's name. */
function chartId(text: string): string {
  const id = idOf(text)
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return id.slice(0, LONGEST_ID) || 'chart';
}
