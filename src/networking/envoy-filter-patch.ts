import * as networking from '../../imports/networking';
import { deepCopy } from '../kernel/merge';
import { EnvoyFilterClass } from './envoy-filter-class';

/** What is said of something that is added. */
export interface EnvoyAddOptions {
  /**
   * Where among Istio's own filters a filter is added.
   *
   * @default - at the end.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-Patch-filter_class
   */
  readonly filterClass?: EnvoyFilterClass;
}

type Operation = networking.EnvoyFilterPatchOperation;
const Operation = networking.EnvoyFilterPatchOperation;

/**
 * What a patch does, with a piece of Envoy's configuration in the names of Envoy's API (`typed_config` and the like).
 *
 * Values are kept as they are, but for `null`, which a manifest from cdk8s can't hold; to Envoy it means the same as a field that is left out.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-Patch
 */
export class EnvoyPatch {
  /**
   * Lays the value over what is there. Lists grow: what is in them stays. In filters it does nothing unless they have a `typed_config` of the
   * same type.
   */
  public static merge(value: { [field: string]: unknown }): EnvoyPatch {
    return new EnvoyPatch(Operation.MERGE, value);
  }

  /** As `merge()`, but a list of the value takes the place of the one that is there. Filters don't take it. */
  public static mergeAndReplaceList(value: { [field: string]: unknown }): EnvoyPatch {
    return new EnvoyPatch(Operation.MERGE_AND_REPLACE_LIST, value);
  }

  /**
   * Adds the value at the end. A listener or cluster is added whatever the match selects besides a context. A filter stands behind the last
   * one then, which Envoy refuses where that is the router or the connection manager: take `insertBefore()`.
   */
  public static add(value: { [field: string]: unknown }, options: EnvoyAddOptions = {}): EnvoyPatch {
    return new EnvoyPatch(Operation.ADD, value, options.filterClass);
  }

  /** Takes away what the match selects. */
  public static remove(): EnvoyPatch {
    return new EnvoyPatch(Operation.REMOVE);
  }

  /** Inserts the value before the filter or route that the match selects; where it names none, first of all. */
  public static insertBefore(value: { [field: string]: unknown }): EnvoyPatch {
    return new EnvoyPatch(Operation.INSERT_BEFORE, value);
  }

  /** Inserts the value after the filter or route that the match selects; where it names none, last of all. */
  public static insertAfter(value: { [field: string]: unknown }): EnvoyPatch {
    return new EnvoyPatch(Operation.INSERT_AFTER, value);
  }

  /** Inserts the value before all other filters or routes. */
  public static insertFirst(value: { [field: string]: unknown }): EnvoyPatch {
    return new EnvoyPatch(Operation.INSERT_FIRST, value);
  }

  /** Puts the value in the place of the first filter that the match names, or of each virtual host that it selects. */
  public static replace(value: { [field: string]: unknown }): EnvoyPatch {
    return new EnvoyPatch(Operation.REPLACE, value);
  }

  private readonly value: { [field: string]: unknown } | undefined;

  private constructor(
    /** @internal */
    public readonly _operation: Operation,
    value?: { [field: string]: unknown },
    private readonly filterClass?: EnvoyFilterClass,
  ) {
    this.value = deepCopy(value);
  }

  /** Whether the value has a name, which filters that it is merged into take on. @internal */
  public get _renames(): boolean {
    return this.value?.name !== undefined;
  }

  /** @internal */
  public _render(): networking.EnvoyFilterPatch {
    return {
      operation: this._operation,
      value: deepCopy(this.value),
      filterClass: this.filterClass as networking.EnvoyFilterPatchFilterClass | undefined,
    };
  }
}
