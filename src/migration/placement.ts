import { versionStatement } from './api-version';
import { Block, commentsOf, commentsOfAll, statementsOf } from './block';
import { ChartPlan, Charts } from './charts';
import { call, Expression, member, variable } from './code/expression';
import { camelCase, idOf, VariableNames } from './code/names';
import { Statement } from './code/program';
import { Inexpressible } from './convert/inexpressible';
import { converterOf } from './convert/kinds';
import { isMade, Made, make, makeConstruct, Place, Refusal } from './making';
import { makePattern } from './making-pattern';
import { Manifest, MigrationFault } from './manifest';
import { Form } from './migration';
import { MigrationOptions } from './options';
import { PatternMatch } from './patterns/pattern';
import { matchPatterns } from './patterns/patterns';
import { nameOf, objectInFile, plainObject } from './plain-object';
import { ManifestIndex, ObjectReferences } from './references';
import { faultsOf, Scratch } from './scratch';

/** An object of the input in the program. */
export interface PlacedObject {
  readonly manifest: Manifest;
  readonly form: Form;
  /** The code that makes it, perhaps with others. */
  readonly expression: Expression;
  /** What holds it for others; undefined where they have to name it. */
  readonly handle?: Expression;
  /** Why it is no construct of its kind. */
  readonly reason?: string;
  /** The construct that was made of it, where it is one of its kind. */
  readonly construct?: unknown;
}

/** What is not to be tried again, because it proved wrong. */
export interface Restrictions {
  /** Objects that are no constructs of their kinds. */
  readonly plain: ReadonlySet<Manifest>;
  /** Whether objects may be part of patterns. */
  readonly usesPatterns: boolean;
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
  private readonly patterns = new Map<Manifest, PatternMatch>();
  private readonly outside = new Map<string, string>();
  private readonly blocks: Block[] = [];

  constructor(
    manifests: readonly Manifest[],
    private readonly options: MigrationOptions,
    private readonly restrictions: Restrictions,
  ) {
    this.variables.take('app');
    this.charts = new Charts(manifests, this.variables, options.chartId ?? 'manifests');
    this.version = versionStatement(manifests);
    this.scratch = new Scratch(options.modules, this.charts, this.version);
    this.index = new ManifestIndex(manifests);
    if (restrictions.usesPatterns) {
      matchPatterns(manifests).forEach((match) => match.members.forEach((each) => this.patterns.set(each, match)));
    }
    manifests.forEach((manifest) => this.place(manifest));
  }

  /** The statements of all charts and objects. */
  public get statements(): Statement[] {
    return [
      ...(this.version === undefined ? [] : [{ expression: this.version }]),
      ...this.charts.all.map(({ statement }) => statement),
      ...statementsOf(this.blocks),
    ];
  }

  /** Whether there is a pattern among them. */
  public get usesPatterns(): boolean {
    return this.objects.some(({ form }) => form === 'pattern');
  }

  /** Constructs that are wrong by their own account, now that all are there. */
  public faulty(): Manifest[] {
    return this.objects.filter(isFaulty).map(({ manifest }) => manifest);
  }

  /** Puts an object into the program, if it is not there yet; undefined where it can't be, or that is under way. */
  private place(manifest: Manifest): PlacedObject | undefined {
    if (this.placed.has(manifest)) {
      return this.placed.get(manifest);
    }
    const match = this.patterns.get(manifest);
    if (match !== undefined && this.placePattern(match)) {
      return this.placed.get(manifest);
    }
    this.placed.set(manifest, undefined);
    const chart = this.charts.of(manifest);
    const id = chart.ids.take(chart.idFor(manifest));
    const { form, made, reason } = this.write({ manifest, chart: chart.variable, id, scratch: this.scratch }, chart);
    if (!isMade(made)) {
      this.fault(manifest, made.reason);
      return undefined;
    }
    const name = this.variables.forObject(manifest.kind, manifest.name, manifest.namespace);
    this.scratch.name(name, made.construct);
    const { expression, patches, construct } = made;
    this.blocks.push({
      variable: name,
      expression,
      after: patches.length === 0 ? [] : [call(member(variable(name), 'addJsonPatch'), ...patches)],
      comments: commentsOf(manifest, reason),
      isHelper: false,
    });
    const isUsable = form === 'construct' || (form === 'object' && manifest.kind === 'Service');
    return this.note({ manifest, form, expression, reason, handle: isUsable ? variable(name) : undefined, construct });
  }

  /** Puts a pattern into the program; false where it does not render its objects, which are then placed one by one. */
  private placePattern(match: PatternMatch): boolean {
    const { members } = match;
    members.forEach((each) => this.patterns.delete(each));
    if (members.some((each) => this.placed.has(each))) {
      return false;
    }
    members.forEach((each) => this.placed.set(each, undefined));
    const chart = this.charts.of(members[0]);
    const id = chart.ids.take(idOf(match.name), `${idOf(match.name)}-${match.noun}`);
    const name = this.variables.forObject(match.noun, match.name, members[0].namespace);
    const place = { chart: chart.variable, id, variable: name, scratch: this.scratch };
    const made = makePattern(match, place, this.referencesFrom(chart));
    if (made === undefined) {
      members.forEach((each) => this.placed.delete(each));
      return false;
    }
    const { expression, after } = made;
    this.blocks.push({
      variable: name,
      expression,
      after,
      comments: commentsOfAll(members),
      isHelper: false,
    });
    members.forEach((manifest) => {
      const property = match.propertyOf(manifest);
      const handle = property === undefined ? undefined : member(variable(name), property);
      this.note({ manifest, form: 'pattern', expression, handle });
    });
    return true;
  }

  private note(object: PlacedObject): PlacedObject {
    this.placed.set(object.manifest, object);
    this.objects.push(object);
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
      converter === undefined || this.restrictions.plain.has(manifest)
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
      handleOf: (manifest) => this.place(manifest)?.handle,
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
      return variable(known);
    }
    const id = chart.ids.take(idOf(name));
    const expression = makeIt(variable(chart.variable), id);
    const constant = this.variables.take(camelCase(name));
    this.scratch.name(constant, this.makeOutside(expression, chart, id));
    this.outside.set(`${chart.variable} ${key}`, constant);
    this.blocks.push({ variable: constant, expression, after: [], comments: [], isHelper: true });
    return variable(constant);
  }

  private makeOutside(expression: Expression, chart: ChartPlan, id: string): unknown {
    try {
      return this.scratch.make(expression, chart.variable, id);
    } catch {
      // Nothing can have that name, so it stays the text that it is.
      throw new Inexpressible();
    }
  }
}

function isFaulty({ form, construct }: PlacedObject): boolean {
  try {
    return form === 'construct' && faultsOf(construct).length > 0;
  } catch {
    return true;
  }
}
