import { ApiObjectMetadata } from 'cdk8s';

/** What the props of all kinds have in common. */
interface ManifestProps {
  readonly apiVersion?: string;
  readonly metadata?: ApiObjectMetadata;
  readonly spec?: object;
}

/** The manifest of a custom resource. */
interface Manifest {
  apiVersion: string;
  kind: string;
  metadata?: ApiObjectMetadata;
  spec?: object;
}

/**
 * Builds the manifest of a custom resource; the spec passes through as it is.
 *
 * Throws, naming `place`, when the apiVersion is none that the CRD serves.
 */
export function manifestOf(
  place: string,
  kind: string,
  apiVersions: readonly string[],
  props: ManifestProps,
): Manifest {
  const apiVersion = props.apiVersion ?? apiVersions[0];
  if (!apiVersions.includes(apiVersion)) {
    throw new Error(
      `${place}: ${kind} is not served as '${apiVersion}'; set apiVersion to ${apiVersions.join(' or ')}`,
    );
  }
  const manifest: Manifest = { apiVersion, kind };
  if (props.metadata !== undefined) {
    manifest.metadata = props.metadata;
  }
  if (props.spec !== undefined) {
    manifest.spec = props.spec;
  }
  return manifest;
}
