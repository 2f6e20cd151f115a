import { CONFIG_MAP, SECRET } from '../../../mesh/kinds';
import { MeshObject } from '../../../mesh/mesh-object';
import { at } from '../../../mesh/wire/json';
import { PlainKeys } from '../../plain-keys';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { SecretValue, valuesOf } from './secret-content';

/** One without a password, in either form of those that have one. */
const PRIVATE_KEY = /-----BEGIN (?!ENCRYPTED )([A-Z0-9]+ )*PRIVATE KEY-----(?!\s*Proc-Type:.*ENCRYPTED)/;

/** Private keys that stand in manifests, where everybody who sees the manifests can read them. */
export const PLAIN_PRIVATE_KEY: Rule = {
  code: 'CDI0012',
  name: 'PlainPrivateKey',
  severity: Severity.WARNING,
  severityBy: ({ plainKeys }) => (plainKeys === PlainKeys.FORBIDDEN ? Severity.ERROR : Severity.WARNING),
  summary: 'A manifest holds a private key that is not encrypted.',
  explanation:
    'A Secret is base64, which hides nothing. Whoever sees the manifest, in Git, in the artifacts of a pipeline or in the history of either, can take the key and pass for the server; it stays there after the file is deleted. A ConfigMap is shown to even more people. Where that must not happen, the option `plainKeys` of the analysis makes it an error: `IstioAnalysis.attach(app, { plainKeys: PlainKeys.FORBIDDEN })`.',
  fix: "Have the key made in the cluster: `Credential.certManager()`. Or fetch it from a vault by an ExternalSecret, seal it with `Credential.sealed()`, or create the Secret apart, `kubectl create secret tls NAME --cert=FILE --key=FILE`, and name it by `Credential.existing('NAME')`. Replace a key that has been committed already. For development alone, suppress this finding with a reason.",
  docs: 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  inputs: [SECRET, CONFIG_MAP],
  check: (mesh, report) => {
    for (const object of [...mesh.all(SECRET), ...mesh.all(CONFIG_MAP)]) {
      // What was read from a cluster is no manifest that somebody keeps.
      if (object.created !== undefined) {
        continue;
      }
      for (const { key, path, text } of object.kind === SECRET.kind ? valuesOf(object) : textsOf(object)) {
        if (text !== undefined && PRIVATE_KEY.test(text)) {
          report({ object, path, message: `${object.title} holds a private key in plain text under '${key}'` });
        }
      }
    }
  },
};

/** All values of a ConfigMap. */
function textsOf({ manifest }: MeshObject): SecretValue[] {
  return ['data', 'binaryData'].flatMap((field) =>
    Object.entries((at(manifest, field) as { [key: string]: unknown } | undefined) ?? {}).flatMap(([key, value]) => {
      const bytes = typeof value === 'string' ? Buffer.from(value, field === 'data' ? 'utf8' : 'base64') : undefined;
      return bytes === undefined ? [] : [{ key, path: [field, key], text: bytes.toString() }];
    }),
  );
}
