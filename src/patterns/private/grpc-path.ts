import { misuse } from '../../kernel/errors';
import { StringMatch } from '../../kernel/string-match';
import { HttpMatchConditions } from '../../networking/http-match-conditions';
import { HttpMatch } from '../../networking/http-match';

const SERVICE = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/;
const METHOD = /^[A-Za-z_]\w*$/;

/** The calls of a gRPC service (`package.Service`), or of one of its methods (`package.Service/Method`). */
export function grpcMatch(name: string, conditions: HttpMatchConditions | undefined): HttpMatch {
  const [service, method, ...more] = name.replace(/^\//, '').split('/');
  if (!SERVICE.test(service) || (method !== undefined && !METHOD.test(method)) || more.length > 0) {
    throw misuse({
      rule: "gRPC calls are named 'package.Service' or 'package.Service/Method'",
      received: name,
      fix: 'write the names as the .proto file has them, with its package',
    });
  }
  return method === undefined
    ? HttpMatch.path(StringMatch.prefix(`/${service}/`), conditions)
    : HttpMatch.exactPath(`/${service}/${method}`, conditions);
}
