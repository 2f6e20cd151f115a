import { IConstruct } from 'constructs';
import { locate } from '../../kernel/errors';
import { Backend } from '../../networking/backend';
import { Destination } from '../../networking/destination';

/** A backend as the only destination of a route of a pattern; an error about it names the pattern. */
export function soleDestination(at: IConstruct, backend: Backend): Array<{ readonly destination: Destination }> {
  return [{ destination: locate(at, () => Destination.backend(backend)) }];
}
