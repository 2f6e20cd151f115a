import { Duration } from 'cdk8s';

/**
 * Which names a solver is for, and how it goes about it.
 *
 * Of several solvers that are for a name, one that has it among its `dnsNames` is taken first, then the one with the longest of `dnsZones`, then
 * the one with the most labels, then the first.
 *
 * @see https://cert-manager.io/docs/configuration/acme/#adding-multiple-solver-types
 */
export interface AcmeSolverOptions {
  /**
   * The names that it is for, written as the certificate has them; a wildcard is for itself alone.
   *
   * @default - any name.
   */
  readonly dnsNames?: string[];

  /**
   * The DNS zones whose names it is for, `example.com` for itself and everything below.
   *
   * @default - any zone.
   */
  readonly dnsZones?: string[];

  /**
   * The labels of the Certificates that it is for.
   *
   * @default - any Certificate.
   */
  readonly matchLabels?: { [label: string]: string };

  /**
   * How long to wait before the ACME server is asked to look, instead of having cert-manager look first; for clusters that can't see themselves as
   * others do. Since cert-manager 1.21.
   *
   * @default - cert-manager looks first.
   */
  readonly waitInsteadOfSelfCheck?: Duration;

  /**
   * Fields of the solver that have no property here yet, laid over what is rendered: maps merge key by key, lists and values replace.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}

/** How the Service of the pod that answers challenges is reached. */
export enum SolverServiceType {
  /** Through a port of every node as well. */
  NODE_PORT = 'NodePort',
  /** From inside the cluster only, which is enough for Istio's gateway. */
  CLUSTER_IP = 'ClusterIP',
}

/** How challenges over plain HTTP are answered. */
export interface Http01SolverOptions extends AcmeSolverOptions {
  /**
   * How the Service of the pod that answers is reached.
   *
   * @default SolverServiceType.CLUSTER_IP
   */
  readonly serviceType?: SolverServiceType;
}

/** What cert-manager does where `_acme-challenge` is a CNAME record. */
export enum CnameStrategy {
  /** It writes the record there, whatever it is an alias of. */
  NONE = 'None',
  /** It writes the record into the zone that the alias leads to. */
  FOLLOW = 'Follow',
}

/** How challenges over DNS are answered. */
export interface Dns01SolverOptions extends AcmeSolverOptions {
  /**
   * What is done where `_acme-challenge` is a CNAME record.
   *
   * @default CnameStrategy.NONE
   * @see https://cert-manager.io/docs/configuration/acme/dns01/#delegated-domains-for-dns01
   */
  readonly cnameStrategy?: CnameStrategy;
}
