import { Command, Option } from 'commander';
import { StoreInventory } from '../../credentials/inventory/store-inventory';
import { CommandContext } from '../command-context';
import { ExitCode } from '../exit-code';
import { certificateJson, signedBy } from './certificate-json';
import { inventoryOf, storeOption } from './store-option';
import { columns } from './columns';
import { days, daysLeft, stateOf, USUAL_DAYS } from './validity';

interface ListOptions {
  readonly store?: string;
  readonly format: 'text' | 'json';
  readonly within: number;
  readonly check?: true;
}

/** Lists what the store holds. */
export function certsListCommand({ terminal, end }: CommandContext): Command {
  return new Command('list')
    .description('list the certificates of the store')
    .addOption(storeOption())
    .addOption(new Option('-f, --format <format>', 'the form').choices(['text', 'json']).default('text'))
    .addOption(
      new Option('--within <days>', 'so many days before its end a certificate is due')
        .argParser(days)
        .default(USUAL_DAYS),
    )
    .option('--check', 'exit with 1 where a certificate is due, expired, or has lost its CA')
    .action(({ store, format, within, check }: ListOptions) => {
      const inventory = inventoryOf(store);
      const at = { now: new Date(), within };
      terminal.print(format === 'json' ? asJson(inventory, at) : asText(inventory, at));
      inventory.unusable.forEach(({ path, state, reason }) =>
        terminal.tell(state === 'damaged' ? `${path}: ${reason}` : reason),
      );
      const isWanting = inventory.certificates.some((each) => stateOf(each, inventory, at) !== 'fine');
      end(check === true && isWanting ? ExitCode.FINDINGS : ExitCode.FINE);
      end(inventory.unusable.some(({ state }) => state === 'refused') ? ExitCode.USAGE : ExitCode.FINE);
    });
}

interface At {
  readonly now: Date;
  readonly within: number;
}

function asText(inventory: StoreInventory, at: At): string {
  const { certificates, store } = inventory;
  if (certificates.length === 0) {
    return `There are no certificates in ${store.path}\n`;
  }
  const rows = certificates.map((each) => [
    each.name,
    each.kind,
    each.dnsNames.join(', ') || '-',
    each.validTo.toISOString().slice(0, 10),
    String(daysLeft(each, at.now)),
    signedBy(each, inventory),
    stateOf(each, inventory, at),
  ]);
  return columns([['NAME', 'KIND', 'DNS NAMES', 'UNTIL', 'DAYS', 'SIGNED BY', 'STATE'], ...rows]);
}

function asJson(inventory: StoreInventory, at: At): string {
  const certificates = inventory.certificates.map((each) =>
    certificateJson(each, inventory, { now: at.now, state: stateOf(each, inventory, at) }),
  );
  const unusable = inventory.unusable.map(({ file, state, reason }) => ({ file, state, reason }));
  return `${JSON.stringify({ version: 1, store: inventory.store.path, certificates, unusable }, undefined, 2)}\n`;
}
