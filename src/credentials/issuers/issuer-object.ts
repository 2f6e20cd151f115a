import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { noteCreationSite } from '../../kernel/creation-site';
import { deepCopy, withOverrides } from '../../kernel/merge';
import { AcmeChallenge } from '../acme-challenge';
import { ICertificateIssuer } from '../certificate-issuer-interface';
import { IssuerConfig } from './issuer-config';
import { IssuerProps } from './issuer-props';

/**
 * An issuer of cert-manager that is made here.
 *
 * @internal
 */
export abstract class IssuerObject extends ApiObject implements ICertificateIssuer {
  /** As for other classes: ApiObject would have any ApiObject be an instance of any class below it. @internal */
  public static override [Symbol.hasInstance](value: unknown): value is ApiObject {
    return Function.prototype[Symbol.hasInstance].call(this, value);
  }

  private readonly config: IssuerConfig;

  protected constructor(scope: Construct, id: string, kind: string, props: IssuerProps) {
    const { config, metadata } = props;
    const overrides = deepCopy(props.overrides);
    super(scope, id, {
      apiVersion: 'cert-manager.io/v1',
      kind,
      metadata,
      spec: Lazy.any({ produce: () => withOverrides(config._render(this.name), overrides) }) as object,
    });
    this.config = config;
    noteCreationSite(this);
  }

  /** The API group of the issuer's kind. */
  public get issuerGroup(): string {
    return this.apiGroup;
  }

  /** The issuer's kind. */
  public get issuerKind(): string {
    return this.kind;
  }

  /** The issuer's name. */
  public get issuerName(): string {
    return this.name;
  }

  /**
   * How the issuer has it proved to an ACME server that a DNS name is the user's; undefined where it speaks no ACME, or labels of the
   * Certificate decide and are not given.
   *
   * @param labels those of the Certificate.
   * @throws if no solver can prove the name.
   */
  public challengeFor(dnsName: string, labels?: { [label: string]: string }): AcmeChallenge | undefined {
    return this.config._challengeFor(dnsName, labels);
  }
}
