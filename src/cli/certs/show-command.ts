import { Command, Option } from 'commander';
import { StoredCertificate } from '../../credentials/inventory/stored-certificate';
import { StoreInventory } from '../../credentials/inventory/store-inventory';
import { CommandContext } from '../command-context';
import { certificateJson, signedBy } from './certificate-json';
import { inventoryOf, named, storeOption } from './store-option';
import { daysLeft, stateOf, USUAL_DAYS } from './validity';

interface ShowOptions {
  readonly store?: string;
  readonly format: 'text' | 'json' | 'pem';
}

/** Shows certificates of the store. */
export function certsShowCommand({ terminal }: CommandContext): Command {
  return new Command('show')
    .description('show certificates, never their keys')
    .argument('<name...>', 'names as `certs list` has them: namespace.name, name or file')
    .addOption(storeOption())
    .addOption(new Option('-f, --format <format>', 'the form').choices(['text', 'json', 'pem']).default('text'))
    .action((names: string[], { store, format }: ShowOptions) => {
      const inventory = inventoryOf(store);
      const now = new Date();
      const shown = named(inventory, names);
      if (format === 'json') {
        const at = { now, within: USUAL_DAYS };
        const all = shown.map((each) => certificateJson(each, inventory, { now, state: stateOf(each, inventory, at) }));
        terminal.print(`${JSON.stringify(all, undefined, 2)}\n`);
      } else {
        const texts = shown.map((each) =>
          format === 'pem' ? each.certificate.toString() : asText(each, inventory, now),
        );
        terminal.print(texts.join(format === 'pem' ? '' : '\n'));
      }
    });
}

function asText(stored: StoredCertificate, inventory: StoreInventory, now: Date): string {
  const { certificate, dnsNames, validFrom, validTo } = stored;
  const rows: readonly (readonly [string, string])[] = [
    ['for', stored.purpose],
    ['kind', stored.kind],
    ['subject', certificate.subject.replaceAll('\n', ', ')],
    ['DNS names', dnsNames.join(', ') || 'none'],
    ['signed by', signedBy(stored, inventory)],
    ['valid', `${validFrom.toISOString()} to ${validTo.toISOString()}, ${daysLeft(stored, now)} days left`],
    ['state', stateOf(stored, inventory, { now, within: USUAL_DAYS })],
    ['key', `RSA, ${certificate.publicKey.asymmetricKeyDetails?.modulusLength ?? 0} bits`],
    ['serial', certificate.serialNumber],
    ['SHA-256', certificate.fingerprint256],
    ['file', stored.path],
  ];
  return `${stored.name}\n${rows.map(([name, text]) => `  ${name.padEnd(10)} ${text}\n`).join('')}`;
}
