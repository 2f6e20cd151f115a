import * as security from '../../imports/security';
import { misuse } from '../kernel/errors';
import { deepCopy, withOverrides } from '../kernel/merge';
import { OperationProps } from './operation-props';
import { checkValues } from './private/check';
import { checkPath } from './private/path';
import { checkMethod, checkPortText, checkRequestHost } from './private/request';

/**
 * What a request wants to do.
 *
 * Methods, paths and hosts are HTTP's. On a TCP port an ALLOW rule that has one never matches, and a DENY or AUDIT rule forgets it and
 * matches more: `DENY` with `Operation.get('/admin')` closes the TCP ports of its workloads. Add `ports` to such a rule where they have any.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation
 */
export class Operation {
  /** All that is said at once has to be true; of the values in a field, one. */
  public static of(props: OperationProps): Operation {
    return new Operation(props);
  }

  /** GET requests, of these paths or all. HEAD is a method of its own. */
  public static get(...paths: string[]): Operation {
    return Operation.withMethod('GET', paths);
  }

  /** POST requests, which gRPC calls are too, of these paths or all. */
  public static post(...paths: string[]): Operation {
    return Operation.withMethod('POST', paths);
  }

  /** PUT requests, of these paths or all. */
  public static put(...paths: string[]): Operation {
    return Operation.withMethod('PUT', paths);
  }

  /** PATCH requests, of these paths or all. */
  public static patch(...paths: string[]): Operation {
    return Operation.withMethod('PATCH', paths);
  }

  /** DELETE requests, of these paths or all. */
  public static delete(...paths: string[]): Operation {
    return Operation.withMethod('DELETE', paths);
  }

  /** Requests with one of these methods, in capitals. */
  public static method(...methods: string[]): Operation {
    return new Operation({ methods });
  }

  /** Requests with none of these methods. */
  public static notMethod(...notMethods: string[]): Operation {
    return new Operation({ notMethods });
  }

  /** Requests of one of these paths: the whole, `/begin*`, `*end`, `*`, or with `{*}` and `{**}` for segments. */
  public static path(...paths: string[]): Operation {
    return new Operation({ paths });
  }

  /** Requests of none of these paths. */
  public static notPath(...notPaths: string[]): Operation {
    return new Operation({ notPaths });
  }

  /**
   * Requests of a path and of all below it, segment by segment: `/api` takes `/api`, `/api/` and `/api/users`, not `/apix`.
   *
   * @throws if the path does not begin with `/`, or has wildcards.
   */
  public static pathPrefix(prefix: string): Operation {
    if (typeof prefix !== 'string' || !prefix.startsWith('/') || /[*{}]/.test(prefix)) {
      throw misuse({
        rule: "the prefix of a path begins with '/' and has no wildcards",
        received: prefix,
        fix: "write '/api'; what comes below it is meant too",
      });
    }
    const whole = prefix.replace(/\/+$/, '');
    return new Operation({ paths: whole === '' ? ['/*'] : [whole, `${whole}/*`] });
  }

  /** Requests that ask for one of these hosts, in any case; list `name:*` too where clients may send the port. */
  public static host(...hosts: string[]): Operation {
    return new Operation({ hosts });
  }

  /** Requests that ask for none of these hosts. */
  public static notHost(...notHosts: string[]): Operation {
    return new Operation({ notHosts });
  }

  /** Requests and connections to one of these ports of the workload: the Service's target ports, not its own. */
  public static port(...ports: number[]): Operation {
    return new Operation({ ports });
  }

  /** Requests and connections to none of these ports of the workload. */
  public static notPort(...notPorts: number[]): Operation {
    return new Operation({ notPorts });
  }

  private static withMethod(method: string, paths: string[]): Operation {
    return new Operation({ methods: [method], paths: paths.length === 0 ? undefined : paths });
  }

  private readonly operation: security.Operation;

  private constructor(props: OperationProps) {
    const { overrides, ...fields } = props;
    if (overrides === undefined && Object.values(fields).every((value) => value === undefined)) {
      throw misuse({
        rule: 'an operation must say something: Istio refuses an empty one',
        received: props,
        fix: 'give at least one field, or leave `to` out of the rule to mean everything',
      });
    }
    this.operation = withOverrides(render(props), deepCopy(overrides));
  }

  /** @internal */
  public _render(): security.Operation {
    return deepCopy(this.operation);
  }
}

function render(props: OperationProps): security.Operation {
  return {
    methods: checkValues(props.methods, 'methods of an operation', checkMethod),
    notMethods: checkValues(props.notMethods, 'notMethods of an operation', checkMethod),
    paths: checkValues(props.paths, 'paths of an operation', checkPath),
    notPaths: checkValues(props.notPaths, 'notPaths of an operation', checkPath),
    hosts: checkValues(props.hosts, 'hosts of an operation', checkRequestHost),
    notHosts: checkValues(props.notHosts, 'notHosts of an operation', checkRequestHost),
    ports: checkValues(props.ports?.map(String), 'ports of an operation', checkPortText),
    notPorts: checkValues(props.notPorts?.map(String), 'notPorts of an operation', checkPortText),
  };
}
