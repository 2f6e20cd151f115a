const REDACTED = '<redacted>';

/** From a BEGIN line to its END line, or to the end of a text that was cut off; line breaks may be written as `\n`. */
const PEM_BLOCK = /-----BEGIN ([A-Z0-9 #]*)-----[\s\S]*?(-----END [A-Z0-9 #]*-----|$)/g;
const BASE64 = /^[A-Za-z0-9+/\s]{40,}={0,2}\s*$/;
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

interface JsonMap {
  readonly [key: string]: unknown;
}

/**
 * Takes out of manifests what must not be kept with them, for snapshots of tests and for whatever else is shown or stored: such a copy
 * is the same on every machine, and gives no key away.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export class Redaction {
  /**
   * A copy of manifests, such as `Testing.synth(chart)` or `chart.toJson()` gives them, in which texts stand in place of secrets: for each
   * value in `data` and `stringData` of a Secret, for what `kubectl apply` noted of it, and anywhere for blocks in PEM, plain or as base64.
   * Everything else, kinds, names and keys among it, stays as it is.
   */
  public static of(manifests: unknown[]): unknown[] {
    return manifests.map(redact);
  }

  private constructor() {}
}

function redact(value: unknown): unknown {
  if (typeof value === 'string') {
    return redactText(value);
  }
  if (Array.isArray(value)) {
    return value.map(redact);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const map = value as JsonMap;
  return mapValues(map, (each, key) =>
    map.kind === 'Secret' && (key === 'data' || key === 'stringData') ? redactAll(each) : redactField(each, key),
  );
}

function redactField(value: unknown, key: string): unknown {
  return key === LAST_APPLIED && typeof value === 'string' ? redactJson(value) : redact(value);
}

/** Values of a Secret are secret whatever they are. */
function redactAll(values: unknown): unknown {
  return typeof values === 'object' && values !== null ? mapValues(values as JsonMap, () => REDACTED) : REDACTED;
}

function redactText(text: string): string {
  const isPem = BASE64.test(text) && Buffer.from(text, 'base64').includes('-----BEGIN ');
  return isPem ? REDACTED : text.replace(PEM_BLOCK, (_, label: string) => `<redacted ${label}>`);
}

function redactJson(text: string): string {
  try {
    return JSON.stringify(redact(JSON.parse(text)));
  } catch {
    return REDACTED;
  }
}

function mapValues(map: JsonMap, change: (value: unknown, key: string) => unknown): JsonMap {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value, key)]));
}
