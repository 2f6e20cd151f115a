import * as telemetry from '../../../imports/telemetry';
import { misuse } from '../../kernel/errors';

/** The names of extension providers as they are rendered; throws unless each is named, and once. */
export function renderProviders(names: readonly string[], field: string): telemetry.ProviderRef[] {
  names.forEach((name, index) => {
    if (typeof name !== 'string' || name === '') {
      throw misuse({
        rule: `${field} must name extension providers`,
        received: name,
        fix: "give the name of a provider in the mesh config's extensionProviders, such as 'envoy'",
      });
    }
    if (names.indexOf(name) !== index) {
      throw misuse({ rule: `${field} must name each provider once`, received: name, fix: 'remove the second one' });
    }
  });
  return names.map((name) => ({ name }));
}

/** As {@link renderProviders}, for a choice of providers that must not be empty. */
export function renderChosenProviders(names: readonly string[], field: string): telemetry.ProviderRef[] {
  if (names.length === 0) {
    throw misuse({ rule: `${field} must name a provider`, received: names, fix: 'name one, or use inherited()' });
  }
  return renderProviders(names, field);
}
