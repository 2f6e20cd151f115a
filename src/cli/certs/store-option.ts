import { Option } from 'commander';
import { CertificateStore } from '../../credentials/certificate-store';
import { StoreInventory } from '../../credentials/inventory/store-inventory';
import { StoredCertificate } from '../../credentials/inventory/stored-certificate';
import { UsageError } from '../usage-error';

/** The option for the store. */
export function storeOption(): Option {
  return new Option('--store <folder>', 'the store (default: CDK8S_ISTIO_CERTIFICATES, or .cdk8s-istio/certificates)');
}

/** What the store holds that was chosen. */
export function inventoryOf(folder: string | undefined): StoreInventory {
  return StoreInventory.of(folder === undefined ? CertificateStore._standard() : CertificateStore.directory(folder));
}

/**
 * The certificates that texts name: by name, by the end of it behind the dot, or by file.
 *
 * @throws if a text names none.
 */
export function named(inventory: StoreInventory, texts: readonly string[]): readonly StoredCertificate[] {
  const { certificates, store } = inventory;
  const found = texts.flatMap((text) => {
    const own = certificates.filter(({ name, file }) => [name, name.slice(name.indexOf('.') + 1), file].includes(text));
    if (own.length === 0) {
      const names = [...new Set(certificates.map(({ name }) => name))].join(', ') || 'none';
      throw new UsageError(`there is no certificate ${text} in ${store.path}; there are: ${names}`);
    }
    return own;
  });
  return [...new Set(found)];
}
