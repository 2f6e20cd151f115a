import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';

/** A Kubernetes object as it was written to YAML. */
export interface WrittenObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: { readonly [field: string]: unknown };
  readonly type?: string;
  data?: { [key: string]: string };
}

/** The files that an example writes, by name; its certificates are made in a store of their own. */
export function synthExample(name: string, store: string): Map<string, string> {
  const output = mkdtempSync(join(tmpdir(), 'cdk8s-istio-example-'));
  const before = { ...process.env };
  Object.assign(process.env, { CDK8S_OUTDIR: output, CDK8S_ISTIO_CERTIFICATES: store });
  try {
    jest.isolateModules(() => {
      require(`../../examples/${name}/main`);
    });
    return new Map(readdirSync(output).map((file) => [file, readFileSync(join(output, file), 'utf8')]));
  } finally {
    process.env = before;
    rmSync(output, { recursive: true });
  }
}

/** The objects in YAML of several documents. */
export function objectsIn(yaml: string): WrittenObject[] {
  return parseAllDocuments(yaml).map((document) => document.toJS() as WrittenObject);
}
