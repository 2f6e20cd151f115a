import { MeshObject } from '../../../mesh/mesh-object';
import { describeOrigin } from '../../../mesh/origin';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Documents that hold no object. */
export const UNREADABLE_MANIFEST: Rule = {
  code: 'CDI0001',
  name: 'UnreadableManifest',
  severity: Severity.ERROR,
  summary: 'A document is no YAML, or no object of Kubernetes.',
  explanation:
    'What can not be read is left out of this report, and of what `kubectl apply` does with the file: the object that it was to describe is missing, and others that refer to it may be reported for that.',
  fix: 'Correct the document where the message says, or keep files of other kinds out of what is analysed.',
  docs: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/#describing-a-kubernetes-object',
  inputs: [],
  check: (mesh, report) => {
    for (const { message, origin } of mesh.faults) {
      const manifest = { apiVersion: '', kind: 'Document', metadata: { name: describeOrigin(origin) } };
      report({ object: new MeshObject(manifest, origin, ''), message: `The document can't be read: ${message}` });
    }
  },
};
