import { misuse } from './errors';

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Whether the text can name a Kubernetes object (an RFC 1123 subdomain). */
export function isObjectName(name: string): boolean {
  return typeof name === 'string' && name.length <= 253 && SUBDOMAIN.test(name);
}

/** Throws unless the text can name a Kubernetes object (an RFC 1123 subdomain). */
export function checkObjectName(name: string, field: string, at?: string): string {
  if (!isObjectName(name)) {
    throw misuse({
      at,
      rule: `${field} must be a Kubernetes object name`,
      received: name,
      fix: "use lower-case letters, digits, '-' and '.', starting and ending with a letter or digit, at most 253 characters",
    });
  }
  return name;
}

/** Whether the text can name a Kubernetes Service or namespace (an RFC 1123 label). */
export function isLabelName(name: string): boolean {
  return typeof name === 'string' && name.length <= 63 && LABEL.test(name);
}

/** Throws unless the text can name a Kubernetes Service or namespace (an RFC 1123 label). */
export function checkLabelName(name: string, field: string, at?: string): string {
  if (!isLabelName(name)) {
    throw misuse({
      at,
      rule: `${field} must be an RFC 1123 label`,
      received: name,
      fix: "use lower-case letters, digits and '-', starting and ending with a letter or digit, at most 63 characters",
    });
  }
  return name;
}
