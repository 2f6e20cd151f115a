import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { AcmeChallenge } from './acme-challenge';
import { ClientCa } from './client-ca';

/** Who uses a credential, and what for. */
export interface CredentialBindOptions {
  /** The namespace that the gateway's pods run in. The Secret always lands there, because Istio reads it from nowhere else. */
  readonly namespace: string;

  /**
   * The hosts of the servers that use the credential, as a Gateway writes them. A certificate that is known has to cover each of
   * them.
   */
  readonly hosts: string[];

  /**
   * The Secret's name where the credential has none of its own.
   *
   * @default - the credential has to have a name.
   */
  readonly defaultName?: string;

  /**
   * Whether the server looks for a client CA in the Secret.
   *
   * @default ClientCa.NONE
   */
  readonly clientCa?: ClientCa;

  /**
   * The id of the object that is made in the scope, for a scope that binds several credentials.
   *
   * @default 'Credential'
   */
  readonly id?: string;
}

/**
 * Where a gateway has a server's certificate and private key from; `Credential` has the ways to get one.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-credential_name
 */
export interface ICredential {
  /**
   * Makes the credential available to a gateway, with what that takes being made in `scope`. The credential returned can be bound
   * again, for other servers of the same gateway: that makes nothing, and checks that it suits them too.
   *
   * @throws if the certificate does not cover a host, the Secret lacks a client CA that is needed, its name is none that Istio
   * reads, or the app makes a Secret of that name already.
   */
  bind(scope: Construct, options: CredentialBindOptions): IBoundCredential;
}

/** A credential in its place: what a Gateway's `credentialName` refers to. */
export interface IBoundCredential extends ICredential {
  /** The name of the Secret. */
  readonly credentialName: string;

  /** The namespace of the Secret, which is that of the gateway's pods. */
  readonly namespace: string;

  /**
   * The object of this app that the Secret comes from, for labels, annotations and dependencies.
   *
   * @default - none: the Secret is not part of the app.
   */
  readonly apiObject?: ApiObject;

  /**
   * How the names of the certificate are proved to an ACME server; with HTTP-01, plain HTTP must not be redirected whole.
   *
   * @default - not known, or not by ACME.
   */
  readonly acmeChallenge?: AcmeChallenge;
}
