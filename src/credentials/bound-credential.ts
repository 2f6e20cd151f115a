import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { misuse } from '../kernel/errors';
import { checkLabelName } from '../kernel/kube-name';
import { AcmeChallenge } from './acme-challenge';
import { ClientCa } from './client-ca';
import { CredentialBindOptions, IBoundCredential } from './credential-interface';
import { checkClientCa } from './private/bind-target';
import { checkCredentialName } from './private/credential-name';
import { checkHostsCovered } from './private/san';

/** What is known of a credential that is bound. */
export interface BoundCredentialProps {
  /** The name of the Secret. */
  readonly credentialName: string;

  /** The namespace of the Secret, which is that of the gateway's pods. */
  readonly namespace: string;

  /**
   * The object of this app that the Secret comes from.
   *
   * @default - none: the Secret is not part of the app.
   */
  readonly apiObject?: ApiObject;

  /**
   * The DNS names of the certificate.
   *
   * @default - not known, so no host is checked against them.
   */
  readonly dnsNames?: string[];

  /**
   * Whether the Secret holds a client CA.
   *
   * @default - not known, so not checked.
   */
  readonly clientCa?: ClientCa;

  /**
   * How the names of the certificate are proved to an ACME server.
   *
   * @default - not known, or not by ACME.
   */
  readonly acmeChallenge?: AcmeChallenge;
}

/**
 * A credential in its place, to be shared by all servers of a gateway that use it. Own sources of credentials return one from
 * `bind()`.
 */
export class BoundCredential implements IBoundCredential {
  /** The name of the Secret. */
  public readonly credentialName: string;

  /** The namespace of the Secret, which is that of the gateway's pods. */
  public readonly namespace: string;

  /**
   * The object of this app that the Secret comes from.
   *
   * @default - none: the Secret is not part of the app.
   */
  public readonly apiObject?: ApiObject;

  /**
   * How the names of the certificate are proved to an ACME server.
   *
   * @default - not known, or not by ACME.
   */
  public readonly acmeChallenge?: AcmeChallenge;

  private readonly dnsNames: readonly string[] | undefined;
  private readonly clientCa: ClientCa | undefined;

  /** @throws if the name is none that Istio reads a credential from, or the namespace is malformed. */
  public constructor(props: BoundCredentialProps) {
    this.credentialName = checkCredentialName(props.credentialName, 'credentialName');
    this.namespace = checkLabelName(props.namespace, 'the namespace of a credential');
    this.apiObject = props.apiObject;
    this.acmeChallenge = props.acmeChallenge;
    this.dnsNames = props.dnsNames && [...props.dnsNames];
    this.clientCa = props.clientCa;
  }

  /**
   * Checks that the credential suits further servers; nothing is made.
   *
   * @throws if the gateway is in another namespace or app, the certificate does not cover a host, or a client CA is missing.
   */
  public bind(scope: Construct, options: CredentialBindOptions): IBoundCredential {
    if (options.namespace !== this.namespace) {
      throw misuse({
        at: scope.node.path,
        rule: `Secret ${this.credentialName} is in namespace ${this.namespace}, and a gateway reads Secrets of its own namespace only`,
        received: `a gateway in namespace ${options.namespace}`,
        fix: "bind the credential's source once more for that namespace, or use a gateway in the Secret's",
      });
    }
    if (this.apiObject !== undefined && this.apiObject.node.root !== scope.node.root) {
      throw misuse({
        at: scope.node.path,
        rule: `Secret ${this.credentialName} is made by another app, so this one can't rely on it`,
        received: `a credential bound at ${this.apiObject.node.path}`,
        fix: `refer to it by name: Credential.existing('${this.credentialName}')`,
      });
    }
    if (this.dnsNames !== undefined) {
      checkHostsCovered({ at: scope.node.path, names: this.dnsNames, hosts: options.hosts });
    }
    checkClientCa(scope, options, this.clientCa);
    return this;
  }
}
