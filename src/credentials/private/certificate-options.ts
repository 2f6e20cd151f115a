import { Duration } from 'cdk8s';
import { CredentialSecretProps } from '../credential-props';
import { RsaKeySize } from '../rsa-key-size';
import { SecretForm } from '../secret-form';
import { checkValidFor } from './certificate-times';
import { checkCredentialName } from './credential-name';
import { checkDnsNames } from './dns-names';
import { readCertificateAuthority } from './key-pair';

/** What users say of a server's certificate that is made here, whoever signs it. */
interface CertificateProps extends CredentialSecretProps {
  readonly dnsNames?: string[];
  readonly keySize?: RsaKeySize;
  readonly validFor?: Duration;
  readonly certificateAuthority?: string;
}

/** The same, checked and with its defaults. */
export interface CertificateOptions {
  readonly name: string | undefined;
  readonly form: SecretForm;
  /** Undefined for the hosts of the servers. */
  readonly dnsNames: readonly string[] | undefined;
  readonly keySize: RsaKeySize;
  /** In milliseconds. */
  readonly validFor: number;
  readonly certificateAuthority: string | undefined;
}

/** Reads what users want of a certificate, which is valid for so many days where they do not say; throws where it can't be. */
export function certificateOptions(
  props: CertificateProps,
  usualDays: number,
  at: string,
  now: Date,
): CertificateOptions {
  return {
    name: props.name === undefined ? undefined : checkCredentialName(props.name, 'the name of a credential', at),
    form: props.form ?? SecretForm.TLS,
    dnsNames: props.dnsNames && checkDnsNames(props.dnsNames, at),
    keySize: props.keySize ?? RsaKeySize.BITS_2048,
    validFor: checkValidFor(props.validFor ?? Duration.days(usualDays), at),
    certificateAuthority: readCertificateAuthority(props.certificateAuthority, at, now),
  };
}
