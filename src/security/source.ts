import * as security from '../../imports/security';
import { misuse } from '../kernel/errors';
import { checkLabelName } from '../kernel/kube-name';
import { deepCopy, withOverrides } from '../kernel/merge';
import { checkCount, checkValues } from './private/check';
import {
  MOST_SERVICE_ACCOUNTS,
  checkNamespace,
  checkPrincipal,
  checkRequestPrincipal,
  checkServiceAccount,
  checkTrustDomain,
} from './private/identity';
import { checkIpBlock } from './private/ip-block';
import { SourceProps } from './source-props';

/**
 * Who sends a request.
 *
 * Identities of workloads (`principals`, `serviceAccounts`, `namespaces`, `trustDomains`) come from the client's certificate, so that a
 * request without mutual TLS has none: no positive field matches it, and every negative one does. An ALLOW rule with
 * `Source.notNamespace('test')` alone lets in plain text from the namespace `test`; make mutual TLS STRICT, or add `principals: ['*']`.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source
 */
export class Source {
  /** All that is said at once has to be true; of the values in a field, one. */
  public static of(props: SourceProps): Source {
    return new Source(props);
  }

  /** One of these identities: `cluster.local/ns/shop/sa/web`, `begin*`, `*end`, or `*` for any client with mutual TLS. */
  public static principal(...principals: string[]): Source {
    return new Source({ principals });
  }

  /** None of these identities; a client without mutual TLS has none. */
  public static notPrincipal(...notPrincipals: string[]): Source {
    return new Source({ notPrincipals });
  }

  /**
   * One service account, whatever the trust domain. An older Istio knows `principal()` only, and drops the field.
   *
   * @throws if the namespace or the name is not one that Kubernetes takes.
   */
  public static serviceAccount(namespace: string, name: string): Source {
    return new Source({ serviceAccounts: [accountOf(namespace, name)] });
  }

  /**
   * Any client but one service account, those without mutual TLS included.
   *
   * @throws if the namespace or the name is not one that Kubernetes takes.
   */
  public static notServiceAccount(namespace: string, name: string): Source {
    return new Source({ notServiceAccounts: [accountOf(namespace, name)] });
  }

  /** Workloads of one of these namespaces; `*` stands for any letters. */
  public static namespace(...namespaces: string[]): Source {
    return new Source({ namespaces });
  }

  /** Workloads of none of these namespaces, clients without mutual TLS included. */
  public static notNamespace(...notNamespaces: string[]): Source {
    return new Source({ notNamespaces });
  }

  /** Workloads of one of these trust domains: `cluster.local`, `begin*`, `*end`, `*`. */
  public static trustDomain(...trustDomains: string[]): Source {
    return new Source({ trustDomains });
  }

  /** Workloads of none of these trust domains, clients without mutual TLS included. */
  public static notTrustDomain(...notTrustDomains: string[]): Source {
    return new Source({ notTrustDomains });
  }

  /** The address at the other end of the connection, which behind a gateway or load balancer is theirs; see `remoteIpBlock()`. */
  public static ipBlock(...ipBlocks: string[]): Source {
    return new Source({ ipBlocks });
  }

  /** None of these addresses at the other end of the connection. */
  public static notIpBlock(...notIpBlocks: string[]): Source {
    return new Source({ notIpBlocks });
  }

  /** The client's own address, as `X-Forwarded-For` or the PROXY protocol tell; the mesh has to know how many proxies to trust. */
  public static remoteIpBlock(...remoteIpBlocks: string[]): Source {
    return new Source({ remoteIpBlocks });
  }

  /** None of these client addresses, as `X-Forwarded-For` or the PROXY protocol tell. */
  public static notRemoteIpBlock(...notRemoteIpBlocks: string[]): Source {
    return new Source({ notRemoteIpBlocks });
  }

  /** One of these users, as `issuer/subject` of a valid JWT; `*` for any user. A RequestAuthentication has to check the token. */
  public static requestPrincipal(...requestPrincipals: string[]): Source {
    return new Source({ requestPrincipals });
  }

  /** None of these users; `*` for requests without a valid JWT. */
  public static notRequestPrincipal(...notRequestPrincipals: string[]): Source {
    return new Source({ notRequestPrincipals });
  }

  private readonly source: security.Source;

  private constructor(props: SourceProps) {
    const { overrides, ...fields } = props;
    if (overrides === undefined && Object.values(fields).every((value) => value === undefined)) {
      throw misuse({
        rule: 'a source must say something: Istio refuses an empty one',
        received: props,
        fix: 'give at least one field, or leave `from` out of the rule to mean everybody',
      });
    }
    checkCombination(props);
    this.source = withOverrides(render(props), deepCopy(overrides));
  }

  /** @internal */
  public _render(): security.Source {
    return deepCopy(this.source);
  }
}

function accountOf(namespace: string, name: string): string {
  return `${checkLabelName(namespace, 'the namespace of a service account')}/${name}`;
}

function checkCombination(props: SourceProps): void {
  const accounts = [props.serviceAccounts, props.notServiceAccounts].filter((list) => list !== undefined);
  accounts.forEach((list) => checkCount(list, 'a list of service accounts', MOST_SERVICE_ACCOUNTS));
  const identities = [props.principals, props.notPrincipals, props.namespaces, props.notNamespaces];
  if (accounts.length > 0 && identities.some((list) => list !== undefined)) {
    throw misuse({
      rule: 'a source with serviceAccounts or notServiceAccounts takes neither principals nor namespaces',
      received: props,
      fix: 'say all of it with principals, or use two sources, either of which may match',
    });
  }
}

function render(props: SourceProps): security.Source {
  return {
    principals: checkValues(props.principals, 'principals of a source', checkPrincipal),
    notPrincipals: checkValues(props.notPrincipals, 'notPrincipals of a source', checkPrincipal),
    serviceAccounts: checkValues(props.serviceAccounts, 'serviceAccounts of a source', checkServiceAccount),
    notServiceAccounts: checkValues(props.notServiceAccounts, 'notServiceAccounts of a source', checkServiceAccount),
    namespaces: checkValues(props.namespaces, 'namespaces of a source', checkNamespace),
    notNamespaces: checkValues(props.notNamespaces, 'notNamespaces of a source', checkNamespace),
    trustDomains: checkValues(props.trustDomains, 'trustDomains of a source', checkTrustDomain),
    notTrustDomains: checkValues(props.notTrustDomains, 'notTrustDomains of a source', checkTrustDomain),
    ipBlocks: checkValues(props.ipBlocks, 'ipBlocks of a source', checkIpBlock),
    notIpBlocks: checkValues(props.notIpBlocks, 'notIpBlocks of a source', checkIpBlock),
    remoteIpBlocks: checkValues(props.remoteIpBlocks, 'remoteIpBlocks of a source', checkIpBlock),
    notRemoteIpBlocks: checkValues(props.notRemoteIpBlocks, 'notRemoteIpBlocks of a source', checkIpBlock),
    requestPrincipals: checkValues(props.requestPrincipals, 'requestPrincipals of a source', checkRequestPrincipal),
    notRequestPrincipals: checkValues(
      props.notRequestPrincipals,
      'notRequestPrincipals of a source',
      checkRequestPrincipal,
    ),
  };
}
