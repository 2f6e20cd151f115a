import { IConstruct } from 'constructs';
import { Services } from './index/services';
import { Workloads } from './index/workloads';
import { shownAs } from '../kernel/shown-as';
import { CONFIG_MAP, SERVICE, SERVICE_ENTRY } from './kinds';
import { loadApp } from './load/app';
import { readObjects } from './load/objects';
import type { LoadedValue, LoadFault } from './load/yaml';
import { DEFAULT_MESH_CONFIG, MeshConfig, readMeshConfig } from './mesh-config';
import { Kind, MeshObject } from './mesh-object';
import { MeshOptions } from './mesh-options';
import { ObjectTable } from './object-table';
import { Objection } from './objection';
import { YamlSource } from './yaml-source';
import { JsonObject, textAt } from './wire/json';

const NONE: readonly never[] = Object.freeze([]);
const DEFAULT_NAMESPACE = 'default';

/**
 * The manifests of a mesh in memory: what an app renders, what YAML files hold, or both. Analysis, simulation and diagrams read it
 * and nothing else. It never changes; what is derived from it is made once, when it is first asked for.
 */
export class Mesh {
  /** The mesh that an app renders, or a part of an app. */
  public static fromApp(scope: IConstruct, options: MeshOptions = {}): Mesh {
    const { values, assumed } = loadApp(scope);
    const namespace = options.defaultNamespace ?? DEFAULT_NAMESPACE;
    return Mesh.of(
      values,
      [],
      options,
      assumed.map(({ value, origin }) => new MeshObject(value as JsonObject, origin, namespace, true)),
      true,
    );
  }

  /**
   * The mesh that YAML files hold; any number of documents each. A document that can't be read is reported by the analysis, and the
   * others are read nevertheless.
   */
  public static fromYaml(sources: YamlSource[], options: MeshOptions = {}): Mesh {
    const { loadYaml } = require('./load/yaml') as typeof import('./load/yaml');
    const loaded = sources.map(loadYaml);
    return Mesh.of(
      loaded.flatMap(({ values }) => values),
      loaded.flatMap(({ faults }) => faults),
      options,
    );
  }

  /** A mesh of objects that an API server has let in already, each with whether it is only referred to. @jsii ignore */
  public static ofObjects(objects: readonly MeshObject[], isPartial: boolean): Mesh {
    const written = objects.filter(({ isAssumed }) => !isAssumed);
    const assumed = objects.filter(({ isAssumed }) => isAssumed);
    return new Mesh(written, assumed, isPartial, NONE, NONE, NONE);
  }

  private static of(
    values: readonly LoadedValue[],
    faults: readonly LoadFault[],
    options: MeshOptions,
    assumed: readonly MeshObject[] = NONE,
    isPartial = false,
  ): Mesh {
    const read = readObjects(values, options.defaultNamespace ?? DEFAULT_NAMESPACE);
    return new Mesh(read.objects, assumed, isPartial, undefined, read.objections, [...faults, ...read.faults]);
  }

  /** How many objects were written, each counted once. */
  public readonly size: number;

  /** Objects that are described more than once, each with all its descriptions; the last one counts. @jsii ignore */
  public readonly duplicates: readonly (readonly MeshObject[])[];

  private readonly table = new ObjectTable();
  private readonly derived = new Map<unknown, unknown>();
  private readonly derivedOf = new Map<unknown, unknown>();

  private constructor(
    private readonly written: readonly MeshObject[],
    private readonly assumed: readonly MeshObject[],
    /** Whether there may be more than what it holds: an app is mostly a part of what a cluster has. @jsii ignore */
    public readonly isPartial: boolean,
    /** What is told of objects that are described more than once; what is seen of them where it is undefined. */
    duplicates: readonly (readonly MeshObject[])[] | undefined,
    /** What an API server says against objects; those that it refuses are no part of the mesh. @jsii ignore */
    public readonly objections: readonly Objection[],
    /** What could not be read as an object. @jsii ignore */
    public readonly faults: readonly LoadFault[],
  ) {
    written.forEach((object) => this.table.add(object));
    this.size = this.table.size;
    this.duplicates = duplicates ?? this.table.repeated;
    assumed.forEach((object) => this.table.addIfMissing(object));
  }

  /** This mesh with another laid over it, such as an app over what a cluster has: the other's objects replace those of the same name. */
  public mergedWith(other: Mesh): Mesh {
    return new Mesh(
      [...this.written, ...other.written],
      [...this.assumed, ...other.assumed],
      this.isPartial && other.isPartial,
      [...this.duplicates, ...other.duplicates],
      [...this.objections, ...other.objections],
      [...this.faults, ...other.faults],
    );
  }

  /** This mesh with some of its objects as they are given here. @jsii ignore */
  public replacing(objects: readonly MeshObject[]): Mesh {
    const given = new Map(objects.map((object) => [object.key, object]));
    const written = this.written.map((object) => given.get(object.key) ?? object);
    return new Mesh(written, this.assumed, this.isPartial, this.duplicates, this.objections, this.faults);
  }

  /** This mesh as one that may be a part of what a cluster has: workloads that it lacks may well be there. @jsii ignore */
  public asPartial(): Mesh {
    return this.isPartial
      ? this
      : new Mesh(this.written, this.assumed, true, this.duplicates, this.objections, this.faults);
  }

  /** All objects that were written, in that order. @jsii ignore */
  public get objects(): readonly MeshObject[] {
    return this.table.values.filter(({ isAssumed }) => !isAssumed);
  }

  /** Those and the objects that are only referred to. @jsii ignore */
  public get objectsWithAssumed(): readonly MeshObject[] {
    return this.table.values;
  }

  /** All objects of a kind, in the order in which they were written; those that are only referred to come last. @jsii ignore */
  public all<Spec>(kind: Kind<Spec>): readonly MeshObject<Spec>[] {
    return this.table.all(kind) as readonly MeshObject<Spec>[];
  }

  /** An object by its kind and name; undefined where there is none. @jsii ignore */
  public get<Spec>(kind: Kind<Spec>, namespace: string, name: string): MeshObject<Spec> | undefined {
    return this.table.get(kind, namespace, name) as MeshObject<Spec> | undefined;
  }

  /** The settings of the mesh, from Istio's ConfigMap if that is among the objects. @jsii ignore */
  public get config(): MeshConfig {
    return this.derive(configOf);
  }

  /** All hosts that routes can name. @jsii ignore */
  public get services(): Services {
    return this.derive(servicesOf);
  }

  /** Everything that runs. @jsii ignore */
  public get workloads(): Workloads {
    return this.derive(workloadsOf);
  }

  /** What a function makes of this mesh, made once. @jsii ignore */
  public derive<T>(make: (mesh: Mesh) => T): T {
    let made = this.derived.get(make) as T | undefined;
    if (made === undefined && !this.derived.has(make)) {
      made = make(this);
      this.derived.set(make, made);
    }
    return made as T;
  }

  /** What a function makes of this mesh and one object of it, made once. @jsii ignore */
  public deriveOf<Spec, T>(object: MeshObject<Spec>, make: (mesh: Mesh, object: MeshObject<Spec>) => T): T {
    let made = this.derivedOf.get(make) as Map<MeshObject<Spec>, T> | undefined;
    if (made === undefined) {
      made = new Map();
      this.derivedOf.set(make, made);
    }
    let value = made.get(object);
    if (value === undefined && !made.has(object)) {
      value = make(this, object);
      made.set(object, value);
    }
    return value as T;
  }
}

shownAs(Mesh, ({ size }) => `Mesh of ${size} object${size === 1 ? '' : 's'}`);

function servicesOf(mesh: Mesh): Services {
  return new Services(mesh.all(SERVICE), mesh.all(SERVICE_ENTRY), mesh.config);
}

function workloadsOf(mesh: Mesh): Workloads {
  return new Workloads((kind) => mesh.all(kind));
}

/** Istio's ConfigMap is called `istio`, or `istio-<revision>`. */
const CONFIG_MAP_NAME = /^istio(-[a-z0-9-]+)?$/;

function configOf(mesh: Mesh): MeshConfig {
  const text = mesh
    .all(CONFIG_MAP)
    .filter(({ name }) => CONFIG_MAP_NAME.test(name))
    .map(({ manifest }) => textAt(manifest, 'data', 'mesh'))
    .find((each) => each !== undefined);
  if (text === undefined) {
    return DEFAULT_MESH_CONFIG;
  }
  const { loadYaml } = require('./load/yaml') as typeof import('./load/yaml');
  return readMeshConfig(loadYaml({ file: '', text }).values[0]?.value);
}
