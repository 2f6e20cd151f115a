import { misuse } from '../../kernel/errors';
import { checkLabelName, checkObjectName } from '../../kernel/kube-name';
import { Check, checkText, checkWildcard } from './check';

const SCHEME = 'spiffe://';
const NAMESPACE = /^[a-z0-9*]([-a-z0-9*]*[a-z0-9*])?$/;

/** The most service accounts that one list takes. */
export const MOST_SERVICE_ACCOUNTS = 16;

/** The identity of a workload without `spiffe://`: `cluster.local/ns/shop/sa/web`. */
export const checkPrincipal: Check = (value, field) => {
  checkWildcard(value, field);
  if (value.startsWith(SCHEME)) {
    throw misuse({
      rule: `${field} are written without ${SCHEME}, which Istio adds itself`,
      received: value,
      fix: `write '${value.slice(SCHEME.length)}'`,
    });
  }
  if (!value.includes('/') && !value.includes('*')) {
    throw misuse({
      rule: `${field} are whole identities, so that a name alone matches nobody`,
      received: value,
      fix: `write 'cluster.local/ns/<namespace>/sa/${value}', or use serviceAccounts`,
    });
  }
  return value;
};

/** `namespace/name`, or the name alone for the policy's namespace. */
export const checkServiceAccount: Check = (value, field) => {
  checkText(value, field);
  const parts = value.split('/');
  if (parts.length > 2) {
    throw misuse({
      rule: `${field} must be 'namespace/name', or 'name' for the policy's own namespace`,
      received: value,
      fix: "write 'shop/web'; a whole identity with a trust domain goes into principals",
    });
  }
  checkObjectName(parts[parts.length - 1], `the name in ${field}`);
  if (parts.length === 2) {
    checkLabelName(parts[0], `the namespace in ${field}`);
  }
  return value;
};

/** The name of a namespace, with `*` anywhere for any letters. */
export const checkNamespace: Check = (value, field) => {
  checkText(value, field);
  if (value.length > 63 || !NAMESPACE.test(value)) {
    throw misuse({
      rule: `${field} must be names of namespaces`,
      received: value,
      fix: "use lower-case letters, digits and '-', at most 63; '*' stands for any letters",
    });
  }
  return value;
};

/** A trust domain such as `cluster.local`, with `*` at one of its ends. */
export const checkTrustDomain: Check = (value, field) => {
  checkWildcard(value, field);
  if (value.includes('/')) {
    throw misuse({
      rule: `${field} must be trust domains, which have no '/'`,
      received: value,
      fix: `write '${value.replace(SCHEME, '').split('/')[0] || 'cluster.local'}'`,
    });
  }
  return value;
};

/** The issuer and the subject of a JWT, divided by the last `/`: `https://id.example.com/alice`. */
export const checkRequestPrincipal: Check = (value, field) => {
  checkWildcard(value, field);
  const slash = value.lastIndexOf('/');
  const issuer = value.slice(0, Math.max(slash, 0));
  if (slash < 0 && !value.includes('*')) {
    throw misuse({
      rule: `${field} are 'issuer/subject', so that one of the two alone matches nobody`,
      received: value,
      fix: `write '${value}/*' for all subjects of the issuer, '*/${value}' for the subject of any`,
    });
  }
  if (/^https?:\/?$/.test(issuer)) {
    throw misuse({
      rule: `${field} are divided at the last '/' into issuer and subject, and this issuer would be '${issuer}'`,
      received: value,
      fix: `write '${value.replace(/\*$/, '')}/*' for all subjects of the issuer`,
    });
  }
  return value;
};
