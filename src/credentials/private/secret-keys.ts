import { SecretForm } from '../secret-form';

/** The keys of a credential Secret that Istio reads. */
export interface SecretKeys {
  readonly certificate: string;
  readonly privateKey: string;
  readonly certificateAuthority: string;
  /** Beside the CA alone. */
  readonly revocationList: string;
}

/** The keys of each form. */
export const SECRET_KEYS: { readonly [form in SecretForm]: SecretKeys } = {
  [SecretForm.TLS]: {
    certificate: 'tls.crt',
    privateKey: 'tls.key',
    certificateAuthority: 'ca.crt',
    revocationList: 'ca.crl',
  },
  [SecretForm.GENERIC]: {
    certificate: 'cert',
    privateKey: 'key',
    certificateAuthority: 'cacert',
    revocationList: 'crl',
  },
};

/** The forms in the order in which Istio looks for them. */
export const LOOKED_FOR: readonly SecretKeys[] = [SECRET_KEYS[SecretForm.GENERIC], SECRET_KEYS[SecretForm.TLS]];
