import { misuse } from '../../kernel/errors';
import { checkObjectName, isObjectName } from '../../kernel/kube-name';
import { mayBeSecret } from './secrecy';

/** Istio keeps Secrets that begin like this for itself. */
const RESERVED_PREFIXES = ['istio', 'prometheus'];

/** Istio reads nothing but a client CA from a Secret that ends in this, even as a server's credential. */
const CA_SUFFIX = '-cacert';

/** Throws unless the text names a Secret that Istio takes as a server's credential; returns it as it is. */
export function checkCredentialName(name: string, field: string, at?: string): string {
  if (typeof name !== 'string') {
    throw misuse({
      at,
      rule: `${field} must be a text`,
      received: typeof name,
      fix: 'give the name of a Secret',
    });
  }
  if (!isObjectName(name) && mayBeSecret(name)) {
    throw misuse({
      at,
      rule: `${field} must be a Kubernetes object name`,
      received: 'a text that may be a key, so it is not shown',
      fix: 'give the name of a Secret, in lower-case letters',
    });
  }
  checkObjectName(name, field, at);
  const prefix = RESERVED_PREFIXES.find((reserved) => name.startsWith(reserved));
  if (prefix !== undefined) {
    throw misuse({
      at,
      rule: `${field} must not begin with '${prefix}', which Istio keeps for Secrets of its own`,
      received: name,
      fix: `name the Secret after what it is for, such as 'shop-credential'`,
    });
  }
  if (name.endsWith(CA_SUFFIX)) {
    throw misuse({
      at,
      rule: `${field} must not end with '${CA_SUFFIX}': Istio looks for nothing but a client CA in such a Secret`,
      received: name,
      fix: `leave out '${CA_SUFFIX}'`,
    });
  }
  return name;
}
