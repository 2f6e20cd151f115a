import { Converter } from './properties';
import { struct, textMap, texts } from './values';

const operations = struct((operation) => operation.take('set', textMap).take('add', textMap).take('remove', texts));

/** Changes to the headers of requests and responses. */
export const headers: Converter = struct((each) => each.take('request', operations).take('response', operations));
