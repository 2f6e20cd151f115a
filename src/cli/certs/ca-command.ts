import { Command } from 'commander';
import { StoredCertificate } from '../../credentials/inventory/stored-certificate';
import { StoreInventory } from '../../credentials/inventory/store-inventory';
import { CommandContext } from '../command-context';
import { OUTPUT, writeFile } from '../result';
import { UsageError } from '../usage-error';
import { inventoryOf, named, storeOption } from './store-option';

interface CaOptions {
  readonly store?: string;
  readonly output?: string;
}

/** Gives the certificate of a local CA away, and tells how to trust it. */
export function certsCaCommand({ terminal }: CommandContext): Command {
  return new Command('ca')
    .description('write the certificate of the local CA to a file, and tell how machines trust it')
    .argument('[name]', 'the name of the CA, where there are several')
    .addOption(storeOption())
    .option(OUTPUT, 'the file; without it the certificate is printed')
    .action((name: string | undefined, { store, output }: CaOptions) => {
      const ca = authorityOf(inventoryOf(store), name);
      const pem = ca.certificate.toString();
      if (output === undefined || output === '-') {
        terminal.print(pem);
      } else {
        writeFile(output, pem);
        terminal.print(howToTrust(output, ca));
      }
    });
}

function authorityOf(inventory: StoreInventory, name: string | undefined): StoredCertificate {
  const authorities = (name === undefined ? inventory.certificates : named(inventory, [name])).filter(
    ({ kind }) => kind === 'ca',
  );
  const [only, ...others] = authorities;
  if (only === undefined) {
    throw new UsageError(`there is no local CA in ${inventory.store.path}: an app with Credential.localCa() makes one`);
  }
  if (others.length > 0) {
    throw new UsageError(`there are several CAs; name one: ${authorities.map((each) => each.name).join(', ')}`);
  }
  return only;
}

function howToTrust(file: string, { certificate }: StoredCertificate): string {
  return `The certificate of the CA is in ${file}. Its SHA-256 is ${certificate.fingerprint256}

curl               curl --cacert ${file} https://...
Debian, Ubuntu     sudo cp ${file} /usr/local/share/ca-certificates/cdk8s-istio-local-ca.crt && sudo update-ca-certificates
Fedora, RHEL       sudo cp ${file} /etc/pki/ca-trust/source/anchors/ && sudo update-ca-trust
macOS              sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain ${file}
Windows            certutil -addstore Root ${file}
Node               NODE_EXTRA_CA_CERTS=${file}
Firefox            Settings, Certificates, Authorities, Import

Who has the store can sign in its name: trust it on machines for development alone.
`;
}
