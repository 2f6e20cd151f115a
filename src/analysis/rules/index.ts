import { Rule } from '../rule';
import { UNREADABLE_MANIFEST } from './manifests/cdi0001-unreadable-manifest';
import { REFUSED_BY_API_SERVER } from './manifests/cdi0002-refused-by-api-server';
import { UNKNOWN_FIELD } from './manifests/cdi0003-unknown-field';
import { DUPLICATE_OBJECT } from './manifests/cdi0004-duplicate-object';

/** Every rule, in the order of their codes. */
export const RULES: readonly Rule[] = [UNREADABLE_MANIFEST, REFUSED_BY_API_SERVER, UNKNOWN_FIELD, DUPLICATE_OBJECT];
