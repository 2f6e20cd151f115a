/** How a mesh is read. */
export interface MeshOptions {
  /**
   * The namespace of objects that name none.
   *
   * @default default
   */
  readonly defaultNamespace?: string;
}
