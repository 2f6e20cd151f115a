/** The namespace whose policies hold for the whole mesh, unless the mesh config says otherwise. */
export const ROOT_NAMESPACE = 'istio-system';
