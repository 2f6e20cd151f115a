import { Converter, Properties } from './properties';
import { number, numberMap, structWithOverrides, text, textMap } from './values';

/** An address of a workload, and what is known of it. */
export const endpoint: Converter = structWithOverrides(takeEndpoint);

/** Takes the fields of an endpoint. */
export function takeEndpoint(properties: Properties): void {
  properties
    .take('address', text)
    .take('ports', numberMap)
    .take('labels', textMap)
    .take('network', text)
    .take('locality', text)
    .take('weight', number)
    .take('serviceAccount', text);
}
