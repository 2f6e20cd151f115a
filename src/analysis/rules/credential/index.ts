import { Rule } from '../../rule';
import { CREDENTIAL_IN_OTHER_NAMESPACE } from './cdi0010-credential-in-other-namespace';
import { RESERVED_CREDENTIAL_NAME } from './cdi0011-reserved-credential-name';
import { PLAIN_PRIVATE_KEY } from './cdi0012-plain-private-key';
import { UNWATCHED_SECRET } from './cdi0013-unwatched-secret';
import { UNREADABLE_CREDENTIAL } from './cdi0015-unreadable-credential';
import { CREDENTIAL_KEY_MISMATCH } from './cdi0016-credential-key-mismatch';
import { HOST_NOT_COVERED } from './cdi0017-host-not-covered';
import { CREDENTIAL_EXPIRED } from './cdi0018-credential-expired';
import { CREDENTIAL_EXPIRES_SOON } from './cdi0019-credential-expires-soon';
import { WEAK_CREDENTIAL_KEY } from './cdi0020-weak-credential-key';
import { WEAK_SIGNATURE } from './cdi0021-weak-signature';
import { CHAIN_OUT_OF_ORDER } from './cdi0022-chain-out-of-order';
import { CONNECTION_REUSE } from './cdi0023-connection-reuse';
import { MUTUAL_WITHOUT_AUTHORITY } from './cdi0024-mutual-without-authority';
import { CERTIFICATE_NOT_FOR_HOST } from './cdi0025-certificate-not-for-host';
import { INCOMPLETE_CHAIN } from './cdi0026-incomplete-chain';
import { CERTIFICATE_NOT_FOR_SERVERS } from './cdi0027-certificate-not-for-servers';
import { CA_AS_SERVER_CERTIFICATE } from './cdi0028-ca-as-server-certificate';
import { ISSUER_MAY_NOT_SIGN } from './cdi0029-issuer-may-not-sign';
import { UNUSABLE_CLIENT_CA } from './cdi0030-unusable-client-ca';
import { CLIENT_CA_IS_NO_CA } from './cdi0031-client-ca-is-no-ca';
import { UNUSABLE_REVOCATION_LIST } from './cdi0032-unusable-revocation-list';
import { CERTIFICATE_NOT_FOR_CLIENTS } from './cdi0033-certificate-not-for-clients';
import { MISSING_LISTENER_CERTIFICATE } from './cdi0035-missing-listener-certificate';
import { UNGRANTED_LISTENER_CERTIFICATE } from './cdi0036-ungranted-listener-certificate';

/** The rules about certificates and their keys, in the order of their codes. */
export const CREDENTIAL_RULES: readonly Rule[] = [
  CREDENTIAL_IN_OTHER_NAMESPACE,
  RESERVED_CREDENTIAL_NAME,
  PLAIN_PRIVATE_KEY,
  UNWATCHED_SECRET,
  UNREADABLE_CREDENTIAL,
  CREDENTIAL_KEY_MISMATCH,
  HOST_NOT_COVERED,
  CREDENTIAL_EXPIRED,
  CREDENTIAL_EXPIRES_SOON,
  WEAK_CREDENTIAL_KEY,
  WEAK_SIGNATURE,
  CHAIN_OUT_OF_ORDER,
  CONNECTION_REUSE,
  MUTUAL_WITHOUT_AUTHORITY,
  CERTIFICATE_NOT_FOR_HOST,
  INCOMPLETE_CHAIN,
  CERTIFICATE_NOT_FOR_SERVERS,
  CA_AS_SERVER_CERTIFICATE,
  ISSUER_MAY_NOT_SIGN,
  UNUSABLE_CLIENT_CA,
  CLIENT_CA_IS_NO_CA,
  UNUSABLE_REVOCATION_LIST,
  CERTIFICATE_NOT_FOR_CLIENTS,
  MISSING_LISTENER_CERTIFICATE,
  UNGRANTED_LISTENER_CERTIFICATE,
];
