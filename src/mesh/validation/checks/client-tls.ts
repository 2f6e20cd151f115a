import { ClientTlsSettings } from '../../wire/networking';
import { Decoded } from '../decode';
import { Faults } from '../validation-fault';

const CONFIG_MAP = 'configmap://';

/** Checks the TLS settings of connections to a destination. */
export function checkClientTls(tls: Decoded<ClientTlsSettings>, namespace: string, faults: Faults): void {
  const { mode, credentialName = '', caCertificates = '', clientCertificate = '', privateKey = '', caCrl = '' } = tls;
  if (credentialName.startsWith(CONFIG_MAP)) {
    faults.error(faultOfConfigMap(credentialName, namespace), 'credentialName');
  }
  if (tls.insecureSkipVerify === true && verifies(tls)) {
    faults.error(
      'with insecureSkipVerify nothing is verified, so that there is nothing to verify with',
      'insecureSkipVerify',
    );
  }
  if ((mode === 'SIMPLE' || mode === 'MUTUAL') && credentialName !== '') {
    if ([clientCertificate, caCertificates, privateKey, caCrl].some((file) => file !== '')) {
      faults.error('certificates come from the credential or from files, not from both', 'credentialName');
    }
    return;
  }
  if (mode === 'MUTUAL') {
    if (clientCertificate === '') {
      faults.error('MUTUAL needs a client certificate', 'clientCertificate');
    }
    if (privateKey === '') {
      faults.error('MUTUAL needs a private key', 'privateKey');
    }
  }
}

/** The credential of a mutual connection may hold the client's side only, so that it does not count there. */
function verifies({
  mode,
  caCertificates = '',
  credentialName = '',
  subjectAltNames = [],
}: Decoded<ClientTlsSettings>): boolean {
  const hasAuthorities = caCertificates !== '' || subjectAltNames.length > 0;
  return (mode === 'SIMPLE' && (hasAuthorities || credentialName !== '')) || (mode === 'MUTUAL' && hasAuthorities);
}

function faultOfConfigMap(credentialName: string, namespace: string): string | undefined {
  const [owner, name = ''] = credentialName.slice(CONFIG_MAP.length).split('/');
  if (owner === '' || name === '') {
    return `"${credentialName}" is not of the form ${CONFIG_MAP}NAMESPACE/NAME`;
  }
  return owner === namespace ? undefined : `a ConfigMap of another namespace can't be used: ${owner}/${name}`;
}
