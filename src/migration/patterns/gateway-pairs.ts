import { listAt } from '../../mesh/wire/json';
import { Expression, json, object } from '../code/expression';
import { Conversion } from '../convert/conversion';
import { workloadOf } from '../convert/gateway';
import { Properties, Site } from '../convert/properties';
import { groupedBy, ofKind } from '../grouping';
import { Manifest } from '../manifest';
import { PatternCode, PatternMatch } from './pattern';
import { sharedMetadata } from './shares';

/** A Gateway and the one VirtualService that is bound to it, in its namespace. */
export interface GatewayPair {
  readonly gateway: Manifest;
  readonly virtualService: Manifest;
}

/** The Gateways with but one VirtualService, which lies beside them. */
export function gatewayPairs(manifests: readonly Manifest[]): readonly GatewayPair[] {
  const bound = groupedBy(ofKind(manifests, 'VirtualService'), gatewaysOf);
  return ofKind(manifests, 'Gateway').flatMap((gateway) => {
    const [virtualService, ...others] = bound.get(`${gateway.namespace ?? ''}/${gateway.name}`) ?? [];
    return virtualService === undefined || others.length > 0 || virtualService.namespace !== gateway.namespace
      ? []
      : [{ gateway, virtualService }];
  });
}

/** The Gateways of a VirtualService, by namespace and name. */
function gatewaysOf({ namespace, value }: Manifest): string[] {
  const names = listAt(value, 'spec', 'gateways').filter((each) => typeof each === 'string');
  return names.map((name) => (name.includes('/') ? name : `${namespace ?? ''}/${name}`));
}

/** What the names of the objects begin with, where they end as patterns end them. */
export function baseName(parts: { readonly [suffix: string]: Manifest | undefined }): string | undefined {
  const [[suffix, first]] = Object.entries(parts);
  const base = first?.name.endsWith(`-${suffix}`) === true ? first.name.slice(0, -suffix.length - 1) : undefined;
  const isUsual = Object.entries(parts).every(([end, part]) => part === undefined || part.name === `${base}-${end}`);
  return isUsual ? base : undefined;
}

/** The names as props of a pattern: in one, or each for itself. */
export function nameEntries(
  base: string | undefined,
  names: { readonly [property: string]: Manifest | undefined },
): Array<[string, Expression]> {
  if (base !== undefined) {
    return [['name', json(base)]];
  }
  const entries = Object.entries(names).flatMap(([property, part]): Array<[string, Expression]> =>
    part === undefined ? [] : [[property, json(part.name)]],
  );
  return [['names', object(entries)]];
}

/** A pattern of a Gateway and its VirtualService alone. */
export abstract class GatewayPairMatch implements PatternMatch {
  public readonly noun = 'ingress';
  public readonly members: readonly Manifest[];

  constructor(protected readonly pair: GatewayPair) {
    this.members = [pair.gateway, pair.virtualService];
  }

  public get name(): string {
    return this.base ?? this.pair.virtualService.name;
  }

  public propertyOf(manifest: Manifest): string {
    return manifest === this.pair.gateway ? 'gateway' : 'virtualService';
  }

  public abstract write(conversion: Conversion): PatternCode;

  /** Props of the names. */
  protected names(): Array<[string, Expression]> {
    return nameEntries(this.base, { ...this.pair });
  }

  /** Props of the pods and of what all objects carry. */
  protected shared(at: Site): ReadonlyArray<readonly [string, Expression | undefined]> {
    const { gateway } = this.pair;
    return [['workload', workloadOf(new Properties(gateway.value.spec, at))], ...sharedMetadata(gateway, at)];
  }

  private get base(): string | undefined {
    return baseName({ gateway: this.pair.gateway, 'virtual-service': this.pair.virtualService });
  }
}
