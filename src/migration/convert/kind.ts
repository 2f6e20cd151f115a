import { Expression } from '../code/expression';
import { Conversion } from './conversion';
import { Properties, Site } from './properties';

/** How objects of one kind become a construct. */
export interface KindConverter {
  readonly group: string;
  readonly kind: string;
  /** Takes the fields of the spec into props. */
  take(spec: Properties): void;
}

/** The props of a construct: metadata, what the kind's converter takes of the spec, `overrides` for the rest. */
export function propsOf(
  converter: KindConverter,
  { spec, metadata }: { readonly spec: unknown; readonly metadata: Expression },
  conversion: Conversion,
): Expression {
  const properties = new Properties(spec ?? {}, new Site(conversion, 'spec'));
  properties.add('metadata', metadata);
  converter.take(properties);
  return properties.withOverrides();
}
