import { KindConverter } from './kind';

const CONVERTERS: readonly KindConverter[] = [];

/** The converter for objects of this kind, whatever the version. */
export function converterOf(apiVersion: string, kind: string): KindConverter | undefined {
  const group = apiVersion.slice(0, Math.max(apiVersion.indexOf('/'), 0));
  return CONVERTERS.find((converter) => converter.kind === kind && converter.group === group);
}
