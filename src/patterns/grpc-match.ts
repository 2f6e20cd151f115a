import { HttpMatch } from '../networking/http-match';
import { HttpMatchConditions } from '../networking/http-match-conditions';
import { grpcMatch } from './private/grpc-path';

/**
 * Which calls of gRPC a route takes. A call is an HTTP/2 request whose path is made of the service and the method, as the `.proto`
 * file has them: `/package.Service/Method`.
 *
 * @see https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
 */
export class GrpcMatch {
  /**
   * Calls of one method (`package.Service/Method`), or of all methods of a service (`package.Service`).
   *
   * @throws if the name is not such a one, or a condition is not one that Istio takes.
   */
  public static of(calls: string, conditions: HttpMatchConditions = {}): HttpMatch {
    return grpcMatch(calls, conditions);
  }
}
