import { SECRET } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { valuesOf } from './secret-content';

const PRIVATE_KEY = /-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY-----/;

/** Private keys that stand in manifests, where everybody who sees the manifests can read them. */
export const PLAIN_PRIVATE_KEY: Rule = {
  code: 'CDI0012',
  name: 'PlainPrivateKey',
  severity: Severity.WARNING,
  summary: 'A manifest holds a private key that is not encrypted.',
  explanation:
    'A Secret is base64, which hides nothing. Whoever sees the manifest, in Git, in the artifacts of a pipeline or in the history of either, can take the key and pass for the server; it stays there after the file is deleted.',
  fix: "Have the key made in the cluster: `Credential.certManager()`. Or fetch it from a vault by an ExternalSecret, seal it with `Credential.sealed()`, or create the Secret apart, `kubectl create secret tls NAME --cert=FILE --key=FILE`, and name it by `Credential.existing('NAME')`. Replace a key that has been committed already. For development alone, suppress this finding with a reason.",
  docs: 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  inputs: [SECRET],
  check: (mesh, report) => {
    // What was read from a cluster is no manifest that somebody keeps.
    for (const object of mesh.all(SECRET).filter(({ created }) => created === undefined)) {
      for (const { key, path, text } of valuesOf(object)) {
        if (text !== undefined && PRIVATE_KEY.test(text)) {
          report({ object, path, message: `${object.title} holds a private key in plain text under '${key}'` });
        }
      }
    }
  },
};
