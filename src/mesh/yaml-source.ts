/** A file of manifests. */
export interface YamlSource {
  /** What the file is called in findings. */
  readonly file: string;
  /** What it holds: YAML or JSON, any number of documents. */
  readonly text: string;
}
