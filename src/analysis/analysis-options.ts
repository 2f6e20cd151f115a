import { Duration } from 'cdk8s';
import { Mesh } from '../mesh/mesh';
import { MeshOptions } from '../mesh/mesh-options';
import { PlainKeys } from './plain-keys';
import { Severity } from './severity';

/** How an analysis judges. */
export interface AnalysisOptions {
  /**
   * Codes of rules that do not run at all. To except single objects, suppress a finding there instead: it stays in the report, with a
   * reason.
   *
   * @default - all run.
   */
  readonly except?: string[];

  /**
   * The time at which certificates have to be valid. Give one where a report has to be the same at any time.
   *
   * @default - when the analysis runs.
   */
  readonly now?: Date;

  /**
   * How long certificates and revocation lists have to be valid after that. What ends sooner is a warning (CDI0019).
   *
   * @default - 30 days, or a third of its whole time where that is shorter.
   */
  readonly minimumValidity?: Duration;

  /**
   * What is said of private keys that stand in manifests unencrypted (CDI0012).
   *
   * @default PlainKeys.WARNED
   */
  readonly plainKeys?: PlainKeys;
}

/** How the analysis of an app runs. */
export interface AttachedAnalysisOptions extends AnalysisOptions, MeshOptions {
  /**
   * The severity from which on findings fail the synth.
   *
   * @default Severity.ERROR
   */
  readonly failOn?: Severity;

  /**
   * The severity from which on findings that do not fail the synth are written to the standard error output.
   *
   * @default Severity.WARNING
   */
  readonly print?: Severity;

  /**
   * What the cluster has besides the app, such as `Mesh.fromYaml()` of an export: the app's objects are laid over it.
   *
   * @default - nothing is known of the cluster.
   */
  readonly cluster?: Mesh;
}
