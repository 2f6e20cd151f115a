import { IConstruct } from 'constructs';
import { misuse } from '../../kernel/errors';
import { checkObjectName } from '../../kernel/kube-name';

/** Istio keeps Secrets that begin like this for itself. */
const RESERVED_PREFIXES = ['istio', 'prometheus'];

/** Istio reads nothing but a client CA from a Secret that ends in this, even as a server's credential. */
const CA_SUFFIX = '-cacert';

/** Throws unless the text names a Secret that Istio takes as a server's credential; returns it as it is. */
export function checkCredentialName(name: string, field: string, at?: IConstruct | string): string {
  const place = typeof at === 'object' ? at.node.path : at;
  if (typeof name !== 'string') {
    throw misuse({
      at: place,
      rule: `${field} must be a text`,
      received: typeof name,
      fix: 'give the name of a Secret',
    });
  }
  checkObjectName(name, field, place);
  const prefix = RESERVED_PREFIXES.find((reserved) => name.startsWith(reserved));
  if (prefix !== undefined) {
    throw misuse({
      at: place,
      rule: `${field} must not begin with '${prefix}', which Istio keeps for Secrets of its own`,
      received: name,
      fix: `name the Secret after what it is for, such as 'shop-credential'`,
    });
  }
  if (name.endsWith(CA_SUFFIX)) {
    throw misuse({
      at: place,
      rule: `${field} must not end with '${CA_SUFFIX}': Istio looks for nothing but a client CA in such a Secret`,
      received: name,
      fix: `leave out '${CA_SUFFIX}'`,
    });
  }
  return name;
}
