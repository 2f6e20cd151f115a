import { Construct } from 'constructs';
import { misuse } from '../../kernel/errors';
import { JwtAuthProps } from '../jwt-auth-props';

/** Throws where props do not go together, or would leave nothing that asks for a token. */
export function checkJwtAuth(at: Construct, props: JwtAuthProps): void {
  if (props.jwtRules.length === 0) {
    throw misuse({
      at,
      rule: 'without a rule no token is valid, and nobody would get in',
      received: props.jwtRules,
      fix: "add one, such as { issuer: 'https://id.example.com' }",
    });
  }
  const surplus = (['target', 'namespace'] as const).filter((name) => props[name] !== undefined);
  if (props.gateway !== undefined && surplus.length > 0) {
    throw misuse({
      at,
      rule: `a gateway brings its own namespace and labels, so these say nothing: ${surplus.join(', ')}`,
      received: `a gateway in ${props.gateway.namespace} with ${surplus.join(', ')}`,
      fix: 'leave them out, or leave `gateway` out',
    });
  }
  const open = props.publicPaths?.find((path) => path === '*' || path === '/*' || path === '/{**}');
  if (open !== undefined) {
    throw misuse({
      at,
      rule: 'if all paths are public, no token is ever asked for',
      received: open,
      fix: 'name the paths that are, or use a RequestAuthentication alone',
    });
  }
  const unsafe = props.publicPaths?.find((path) => /[^/]\*$/.test(path));
  if (unsafe !== undefined) {
    throw misuse({
      at,
      rule: 'a public path must not end within a segment: it would open paths that only begin alike',
      received: unsafe,
      fix: `write '${unsafe.slice(0, -1)}' and '${unsafe.slice(0, -1)}/*'`,
    });
  }
  const suffix = props.hosts?.find((host) => host.length > 1 && host.startsWith('*'));
  if (suffix !== undefined) {
    throw misuse({
      at,
      rule: 'a host that begins with a wildcard leaves no room for the port that a client may send, and so get past without a token',
      received: suffix,
      fix: 'list the hosts one by one, or leave `hosts` out',
    });
  }
  const listed = (['publicPaths', 'hosts', 'ports', 'requiredClaims'] as const).find(
    (name) => props[name]?.length === 0,
  );
  if (listed !== undefined) {
    throw misuse({
      at,
      rule: `${listed} must not be an empty list`,
      received: [],
      fix: 'list something, or leave it out',
    });
  }
}
