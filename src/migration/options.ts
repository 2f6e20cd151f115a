/** What a migration leaves to whoever asks for it. */
export interface MigrationOptions {
  /**
   * What the code may use, by the names of the modules: what `cdk8s` and `cdk8s-istio` export. Each construct is made with it before it is
   * written, to see that it renders the object.
   */
  readonly modules: { readonly [module: string]: unknown };

  /**
   * The id of the chart for objects that name no namespace.
   *
   * @default 'manifests'
   */
  readonly chartId?: string;

  /**
   * Whether Secrets and private keys are written into the code.
   *
   * @default false; the code reads such objects from the files that they are in
   */
  readonly printsSecrets?: boolean;
}
