import { InvalidArgumentError } from 'commander';
import { Client } from '../simulation/client';
import { CLIENT_FORMS, parseClient } from '../traffic/suite/client-text';

/**
 * The client that an option names.
 *
 * @throws if it names none.
 */
export function clientOption(text: string): Client {
  const client = parseClient(text);
  if (client === undefined) {
    throw new InvalidArgumentError(`It has to be ${CLIENT_FORMS}.`);
  }
  return client;
}
