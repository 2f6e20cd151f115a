import { Command, Option } from 'commander';
import { renew } from '../../credentials/inventory/renewal';
import { StoredCertificate } from '../../credentials/inventory/stored-certificate';
import { StoreInventory } from '../../credentials/inventory/store-inventory';
import { CommandContext } from '../command-context';
import { UsageError } from '../usage-error';
import { inventoryOf, named, storeOption } from './store-option';
import { days, stateOf, USUAL_DAYS } from './validity';

interface RenewOptions {
  readonly store?: string;
  readonly all?: true;
  readonly due?: true;
  readonly within: number;
}

/** Renews certificates of the store. */
export function certsRenewCommand({ terminal }: CommandContext): Command {
  return new Command('renew')
    .description('make new keys and certificates before it is time; the next synth renders them')
    .argument('[name...]', 'names as `certs list` has them: namespace.name, name or file')
    .addOption(storeOption())
    .option('--all', 'renew all that are not CAs')
    .option('--due', 'renew those that are due or expired')
    .addOption(
      new Option('--within <days>', 'so many days before its end a certificate is due')
        .argParser(days)
        .default(USUAL_DAYS),
    )
    .addHelpText(
      'after',
      `
What a CA has signed is made again by the next synth after the CA was renewed, and clients have to trust the new one.`,
    )
    .action((names: string[], options: RenewOptions) => {
      const inventory = inventoryOf(options.store);
      const now = new Date();
      const chosen = choose(inventory, names, options, now);
      for (const stored of chosen) {
        renew(stored, inventory, now);
        terminal.print(`renewed ${stored.name} for ${stored.purpose}\n`);
      }
      terminal.print(chosen.length === 0 ? 'Nothing is due.\n' : 'Synthesize and apply to use what is new.\n');
    });
}

function choose(
  inventory: StoreInventory,
  names: readonly string[],
  { all, due, within }: RenewOptions,
  now: Date,
): readonly StoredCertificate[] {
  if ([names.length > 0, all === true, due === true].filter((each) => each).length !== 1) {
    throw new UsageError('say what to renew: names, --due or --all');
  }
  if (names.length > 0) {
    return named(inventory, names);
  }
  return inventory.certificates.filter((each) => {
    const state = stateOf(each, inventory, { now, within });
    return all === true ? each.kind !== 'ca' && state !== 'its CA is gone' : state === 'due' || state === 'expired';
  });
}
