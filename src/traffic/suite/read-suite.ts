import { structureViolations } from '../../mesh/admission/structure';
import { fieldSchema, StructuralSchema } from '../../mesh/admission/structural-schema';
import { unknownFields } from '../../mesh/admission/unknown-fields';
import { LoadedValue, LoadFault } from '../../mesh/load/yaml';
import { fieldOf } from '../../mesh/manifest-place';
import { FieldPath } from '../../mesh/origin';
import { isJsonObject, JsonObject, listAt } from '../../mesh/wire/json';
import { DEFAULT_PORTS, parseUrl } from '../../simulation/url';
import { CLIENT_FORMS, parseClient } from './client-text';
import { FileReader, ShownCertificate } from './shown-certificate';
import { suiteSchema } from './suite-schema';
import { CaseRequest, ConfiguredRoute, TrafficCase } from './traffic-case';

/** A file of YAML, which may be one of tests. */
export interface LoadedFile {
  readonly file: string;
  readonly values: readonly LoadedValue[];
  /** What of it could not be read. */
  readonly faults: readonly LoadFault[];
}

/** What a file of tests holds. */
export interface SuiteContents {
  /** Paths of manifests, as the file has them. */
  readonly manifests: readonly string[];
  readonly cases: readonly TrafficCase[];
}

/** A field that a person may write as a text where it has but one entry. */
const LISTS = ['url', 'authority', 'method', 'uri'];
const AUTHORITY = /^(\[[0-9A-Fa-f:.]+\]|[^\s/?#:[\]@]+)(:[0-9]{1,5})?$/;
/** The fields of a case that are none of a route. */
const OF_CASES = new Set(['description', 'from', 'serviceAccount', 'request', 'wantMatch', 'expect']);
/** What says of a connection that there are no requests on it. */
const CONNECTIONS = ['tcp', 'tls'];

/**
 * Reads a file of tests, and with `read` the certificates that it names.
 *
 * @throws if it is no such file; the error has a line for each fault, with file, line and field.
 */
export function readSuite({ file, values, faults }: LoadedFile, read?: FileReader): SuiteContents {
  const told = faults.map(({ message, origin }) => `${origin.file ?? ''}:${origin.line ?? 1}: ${message}`);
  if (values.length === 0 && told.length === 0) {
    told.push(`${file}:1: there are no tests in it`);
  }
  const documents = values.map((value) => new SuiteDocument(value, read));
  told.push(...documents.flatMap((document) => document.faults()));
  if (told.length > 0) {
    throw new Error(told.join('\n'));
  }
  return {
    manifests: documents.flatMap(({ manifests }) => manifests),
    cases: documents.flatMap((document) => document.cases()),
  };
}

/** One document of a file of tests. */
class SuiteDocument {
  private readonly value: unknown;

  constructor(
    private readonly loaded: LoadedValue,
    private readonly read: FileReader | undefined,
  ) {
    this.value = withLists(loaded.value);
  }

  public get manifests(): readonly string[] {
    return listAt(this.value, 'manifests') as readonly string[];
  }

  /** What is wrong with it. */
  public faults(): readonly string[] {
    if (!isJsonObject(this.value)) {
      return [this.fault([], 'it is no file of tests: that is a map with `testCases`')];
    }
    const schema = suiteSchema();
    const unknown = unknownFields(schema, this.value);
    const violations = structureViolations(schema, this.value, []);
    const structural = [
      ...unknown.map((path) => this.fault(path, `is unknown; there are ${knownBeside(schema, path).join(', ')}`)),
      ...violations.map(({ path, message }) => this.fault(path, message)),
    ];
    return structural.length > 0
      ? structural
      : listAt(this.value, 'testCases').flatMap((each, index) => this.faultsOfCase(each as JsonObject, index));
  }

  public cases(): readonly TrafficCase[] {
    return listAt(this.value, 'testCases').map((each, index) => this.caseOf(each as JsonObject, index));
  }

  private faultsOfCase(written: JsonObject, index: number): readonly string[] {
    const path = ['testCases', index];
    const { from, serviceAccount, request, expect } = written;
    const faults: string[] = [];
    if (typeof from === 'string' && parseClient(from) === undefined) {
      faults.push(this.fault([...path, 'from'], `has to be ${CLIENT_FORMS}; it is ${JSON.stringify(from)}`));
    }
    if (serviceAccount !== undefined && (typeof from !== 'string' || parseClient(from)?.isOutside !== false)) {
      faults.push(this.fault([...path, 'serviceAccount'], 'is that of a pod, which `from` has to name'));
    }
    const { url, authority, uri, scheme = '', clientCertificate } = request as CaseRequest;
    for (const { place, is, isFine, rule } of textsOf(request as CaseRequest)) {
      if (!isFine) {
        faults.push(this.fault([...path, 'request', ...place], `${rule}; it is ${JSON.stringify(is)}`));
      }
    }
    const needed: readonly [string, readonly string[] | undefined][] =
      url !== undefined
        ? [['url', url]]
        : CONNECTIONS.includes(scheme)
          ? [['authority', authority]]
          : [
              ['authority', authority],
              ['uri', uri],
            ];
    for (const [name, list] of needed.filter(([, each]) => (each ?? []).length === 0)) {
      const place = list === undefined ? [...path, 'request'] : [...path, 'request', name];
      faults.push(this.fault(place, `needs ${name}, with at least one entry, or a url`));
    }
    if (clientCertificate !== undefined) {
      try {
        new ShownCertificate(clientCertificate, this.read).pem();
      } catch (error) {
        const place = [...path, 'request', 'clientCertificate'];
        faults.push(this.fault(place, error instanceof Error ? error.message : String(error)));
      }
    }
    if (url !== undefined && [authority, uri, scheme === '' ? undefined : scheme].some((each) => each !== undefined)) {
      faults.push(this.fault([...path, 'request', 'url'], 'says what authority, uri and scheme say, which have to go'));
    }
    if (Object.keys(configuredOf(written)).length === 0 && Object.keys(expect ?? {}).length === 0) {
      faults.push(
        this.fault(path, 'expects nothing; give it `expect`, `route`, `redirect` or another part of a route'),
      );
    }
    return faults;
  }

  private caseOf(written: JsonObject, index: number): TrafficCase {
    const { description, from, serviceAccount, request, wantMatch, expect } = written;
    return {
      description: typeof description === 'string' ? description : `test case ${index + 1}`,
      line: this.line(['testCases', index]),
      from: typeof from === 'string' ? parseClient(from, serviceAccount as string | undefined) : undefined,
      request: this.requestOf(request as CaseRequest),
      // As istio-config-validator has it.
      wantMatch: wantMatch === true,
      configured: configuredOf(written),
      expected: expect ?? {},
    };
  }

  private requestOf(written: CaseRequest): CaseRequest {
    const { clientCertificate } = written;
    return clientCertificate === undefined
      ? written
      : { ...written, clientCertificate: new ShownCertificate(clientCertificate, this.read).pem() };
  }

  private fault(path: FieldPath, message: string): string {
    const { file = '' } = this.loaded.origin;
    return `${file}:${this.line(path)}: ${path.length === 0 ? '' : `${fieldOf(path)}: `}${message}`;
  }

  private line(path: FieldPath): number {
    return this.loaded.origin.lineOf?.(path) ?? this.loaded.origin.line ?? 1;
  }
}

/** The fields of a case that are those of a route. */
function configuredOf(fields: JsonObject): ConfiguredRoute {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !OF_CASES.has(name)));
}

/** A text of a request, and whether it can stand in a URL. */
interface CheckedText {
  readonly place: FieldPath;
  readonly is: string;
  readonly isFine: boolean;
  readonly rule: string;
}

function textsOf({ url = [], authority = [], uri = [] }: CaseRequest): readonly CheckedText[] {
  const schemes = [...DEFAULT_PORTS.keys()].join(', ');
  return [
    ...url.map((is, index) => ({
      place: ['url', index],
      is,
      isFine: DEFAULT_PORTS.has(parseUrl(is)?.scheme ?? '') && parseUrl(is)?.host !== '',
      rule: `has to be a URL with one of the schemes ${schemes}`,
    })),
    ...authority.map((is, index) => ({
      place: ['authority', index],
      is,
      isFine: AUTHORITY.test(is),
      rule: 'has to be a host, with a port or without',
    })),
    ...uri.map((is, index) => ({
      place: ['uri', index],
      is,
      isFine: is.startsWith('/'),
      rule: 'has to be a path, which begins with /',
    })),
  ];
}

/** The names that the schema knows where the path has one that it does not. */
function knownBeside(schema: StructuralSchema, path: FieldPath): readonly string[] {
  let parent: StructuralSchema | undefined = schema;
  for (const key of path.slice(0, -1)) {
    parent = typeof key === 'number' ? parent?.items : parent && fieldSchema(parent, key);
  }
  return Object.keys(parent?.properties ?? {}).sort();
}

/** The document with lists in place of single texts. */
function withLists(document: unknown): unknown {
  if (!isJsonObject(document) || !Array.isArray(document.testCases)) {
    return document;
  }
  const testCases = document.testCases.map((each: unknown) => {
    if (!isJsonObject(each) || !isJsonObject(each.request)) {
      return each;
    }
    const entries = Object.entries(each.request).map(([name, value]): [string, unknown] => [
      name,
      LISTS.includes(name) && typeof value === 'string' ? [value] : value,
    ]);
    return { ...each, request: Object.fromEntries(entries) };
  });
  return { ...document, testCases };
}
