import { misuse } from '../../kernel/errors';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** The revision or tag; throws unless Istio can be installed under it, which takes an RFC 1123 label. */
export function checkRevision(revision: string, field: string): string {
  if (typeof revision !== 'string' || revision.length > 63 || !LABEL.test(revision)) {
    throw misuse({
      rule: `${field} of Istio must be an RFC 1123 label, without dots`,
      received: revision,
      fix: `write '${suggestion(revision)}', as \`istioctl tag list\` or \`kubectl get pods -n istio-system -L istio.io/rev\` show it`,
    });
  }
  return revision;
}

function suggestion(revision: unknown): string {
  const dashed = String(revision)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return LABEL.test(dashed) && dashed.length <= 63 ? dashed : '1-31-0';
}
