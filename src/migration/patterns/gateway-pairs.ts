import { listAt } from '../../mesh/wire/json';
import { Expression, json, object } from '../code/expression';
import { groupedBy, ofKind } from '../grouping';
import { Manifest } from '../manifest';

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
