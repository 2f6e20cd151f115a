import { versionStatement } from './api-version';
import { ChartPlan, Charts } from './charts';
import { call, Expression, member, variable } from './code/expression';
import { camelCase, idOf, VariableNames } from './code/names';
import { Statement } from './code/program';
import { variablesIn } from './code/variables';
import { converterOf } from './convert/kinds';
import { isMade, Made, make, makeConstruct, Place, Refusal } from './making';
import { Manifest, MigrationFault } from './manifest';
import { Form } from './migration';
import { MigrationOptions } from './options';
import { nameOf, objectInFile, plainObject } from './plain-object';
import { ManifestIndex, ObjectReferences } from './references';
import { faultsOf, Scratch } from './scratch';

/** An object of the input in the program. */
export interface PlacedObject {
  readonly manifest: Manifest;
  readonly form: Form;
  readonly made: Made;
  /** Why it is no construct of its kind. */
  readonly reason?: string;
  /** The constant that it has where something uses it. */
  readonly variable: string;
}

/** A constant for something outside. */
interface Outside {
  readonly variable: string;
  readonly expression: Expression;
}

const UNREADABLE_AGAIN = '<stdin>';

/** The objects of the input, one after the other in the program, those that others refer to first. */
export class Placement {
  /** The objects, in the order of the program. */
  public readonly objects: PlacedObject[] = [];
  /** What can't be migrated. */
  public readonly faults: MigrationFault[] = [];

  private readonly variables = new VariableNames();
  private readonly charts: Charts;
  private readonly version: Expression | undefined;
  private readonly scratch: Scratch;
  private readonly index: ManifestIndex;
  private readonly placed = new Map<Manifest, PlacedObject | undefined>();
  private readonly outside = new Map<string, Outside>();
  private readonly sequence: Array<PlacedObject | Outside> = [];

  constructor(
    manifests: readonly Manifest[],
    private readonly options: MigrationOptions,
    private readonly plain: ReadonlySet<Manifest>,
  ) {
    this.variables.take('app');
    this.charts = new Charts(manifests, this.variables, options.chartId ?? 'manifests');
    this.version = versionStatement(manifests);
    this.scratch = new Scratch(options.modules, this.charts, this.version);
    this.index = new ManifestIndex(manifests);
    manifests.forEach((manifest) => this.place(manifest));
  }

  /** The statements of all charts and objects. */
  public get statements(): Statement[] {
    const used = new Set(
      this.sequence.flatMap((each) =>
        'made' in each
          ? [each.made.expression, ...each.made.patches].flatMap(variablesIn)
          : variablesIn(each.expression),
      ),
    );
    return [
      ...(this.version === undefined ? [] : [{ expression: this.version }]),
      ...this.charts.all.map(({ statement }) => statement),
      ...this.sequence.flatMap((each) => statementsOf(each, used)),
    ];
  }

  /** Constructs that are wrong by their own account, now that all are there. */
  public faulty(): Manifest[] {
    return this.objects
      .filter((object) => object.form === 'construct' && isFaulty(object))
      .map((each) => each.manifest);
  }

  /** Puts an object into the program, if it is not there yet; undefined where it can't be, or that is under way. */
  private place(manifest: Manifest): PlacedObject | undefined {
    if (this.placed.has(manifest)) {
      return this.placed.get(manifest);
    }
    this.placed.set(manifest, undefined);
    const chart = this.charts.of(manifest);
    const id = chart.ids.take(chart.idFor(manifest));
    const place = { manifest, chart: chart.variable, id, scratch: this.scratch };
    const { form, made, reason } = this.write(place, chart);
    if (!isMade(made)) {
      this.fault(manifest, made.reason);
      return undefined;
    }
    const variableName = this.variables.forObject(manifest.kind, manifest.name, manifest.namespace);
    this.scratch.name(variableName, made.construct);
    const object = { manifest, form, made, reason, variable: variableName };
    this.placed.set(manifest, object);
    this.objects.push(object);
    this.sequence.push(object);
    return object;
  }

  private write(place: Place, chart: ChartPlan): { form: Form; made: Made | Refusal; reason?: string } {
    const { manifest, id } = place;
    const scope = variable(chart.variable);
    if (manifest.isSecret && this.options.printsSecrets !== true) {
      return { form: 'file', made: this.leaveInFile(place) };
    }
    const converter = converterOf(manifest.apiVersion, manifest.kind);
    const construct =
      converter === undefined || this.plain.has(manifest)
        ? undefined
        : makeConstruct(place, converter, this.referencesFrom(chart));
    return construct !== undefined && isMade(construct)
      ? { form: 'construct', made: construct }
      : { form: 'object', made: make(place, plainObject(manifest, scope, id)), reason: construct?.reason };
  }

  private leaveInFile(place: Place): Made | Refusal {
    const { manifest, chart, id } = place;
    return manifest.origin.file === undefined || manifest.origin.file === UNREADABLE_AGAIN
      ? { reason: 'it holds a secret, which stays in its file: give the file instead of standard input' }
      : make(place, objectInFile(manifest, variable(chart), id));
  }

  private fault({ origin, ...manifest }: Manifest, reason: string): void {
    this.faults.push({ message: `${nameOf(manifest)}: ${reason}`, file: origin.file, line: origin.line });
  }

  private referencesFrom(chart: ChartPlan): ObjectReferences {
    return new ObjectReferences(this.index, {
      handleOf: (manifest) => {
        const object = this.place(manifest);
        const isUsable = object?.form === 'construct' || (object?.form === 'object' && manifest.kind === 'Service');
        return object !== undefined && isUsable ? variable(object.variable) : undefined;
      },
      outside: (key, name, makeIt) => this.fromOutside(chart, key, name, makeIt),
    });
  }

  private fromOutside(
    chart: ChartPlan,
    key: string,
    name: string,
    makeIt: (scope: Expression, id: string) => Expression,
  ): Expression {
    const known = this.outside.get(`${chart.variable} ${key}`);
    if (known !== undefined) {
      return variable(known.variable);
    }
    const expression = makeIt(variable(chart.variable), chart.ids.take(idOf(name)));
    const constant = { variable: this.variables.take(camelCase(name)), expression };
    this.scratch.name(constant.variable, this.scratch.evaluate(expression));
    this.outside.set(`${chart.variable} ${key}`, constant);
    this.sequence.push(constant);
    return variable(constant.variable);
  }
}

function isFaulty({ made }: PlacedObject): boolean {
  try {
    return faultsOf(made.construct).length > 0;
  } catch {
    return true;
  }
}

function statementsOf(each: PlacedObject | Outside, used: ReadonlySet<string>): Statement[] {
  if (!('made' in each)) {
    return used.has(each.variable) ? [{ name: each.variable, expression: each.expression, startsParagraph: true }] : [];
  }
  const { expression, patches } = each.made;
  const isNamed = used.has(each.variable) || patches.length > 0;
  return [
    {
      name: isNamed ? each.variable : undefined,
      expression,
      comments: commentsOf(each),
      startsParagraph: true,
    },
    ...(patches.length === 0
      ? []
      : [{ expression: call(member(variable(each.variable), 'addJsonPatch'), ...patches) }]),
  ];
}

function commentsOf({ manifest, reason }: PlacedObject): string[] {
  const { origin, comments } = manifest;
  const place = origin.line === undefined ? origin.file : `${origin.file ?? ''}:${origin.line}`;
  return [...comments, ...(place === undefined ? [] : [place]), ...reasonLines(reason)];
}

function reasonLines(reason: string | undefined): string[] {
  return reason === undefined ? [] : [`No construct: ${reason.split('\n')[0]}`];
}
