import * as fs from 'node:fs';
import * as path from 'node:path';
import { ProtoEnum, ProtoField, ProtoMessage, ProtoRegistry } from './proto';
import { JsonSchema, KindSchema } from './schema';

/** Folders of istio.io/api with the messages that its CRDs are made of. */
const PROTO_FOLDERS = ['analysis', 'extensions', 'meta', 'networking', 'security', 'telemetry', 'type'];

/** A page of the Istio reference: its address and the anchors on it. */
interface Page {
  readonly url: string;
  readonly anchors: ReadonlySet<string>;
}

/** Adds to each schema which message or enum it is, where it is documented and whether it is deprecated. */
export function annotateIstio(root: string, kinds: readonly KindSchema[]): void {
  const registry = new ProtoRegistry();
  const pages = new Map<string, Page>();
  for (const file of protoFiles(root)) {
    registry.add(file, fs.readFileSync(path.join(root, file), 'utf8'));
    const page = readPage(path.join(root, file.replace(/\.proto$/, '.pb.html')));
    if (page !== undefined) {
      pages.set(file, page);
    }
  }
  const annotator = new Annotator(registry, pages);
  for (const kind of kinds) {
    annotator.annotateKind(kind);
  }
}

function protoFiles(root: string): string[] {
  return PROTO_FOLDERS.flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.proto'))
      .map((file) => path.posix.join(folder, file)),
  ).sort();
}

function readPage(file: string): Page | undefined {
  const html = fs.readFileSync(file, 'utf8');
  const location = /^location: https:\/\/istio\.io\/(.*)\.html$/m.exec(html)?.[1];
  if (location === undefined) {
    return undefined;
  }
  const anchors = new Set([...html.matchAll(/<(?:h\d|tr) id="([^"]+)"/g)].map((match) => match[1]));
  return { url: `https://istio.io/latest/${location}/`, anchors };
}

class Annotator {
  constructor(
    private readonly registry: ProtoRegistry,
    private readonly pages: ReadonlyMap<string, Page>,
  ) {}

  public annotateKind(kind: KindSchema): void {
    const { spec, status } = kind.openAPIV3Schema.properties ?? {};
    const area = kind.group.split('.')[0];
    const messages = [...this.registry.messages.values()].filter(
      ({ name, fullName }) => name === kind.kind && fullName.startsWith(`istio.${area}.`),
    );
    if (spec === undefined || messages.length !== 1) {
      throw new Error(
        `${kind.kind}.${kind.group}: expected a spec and one message of that name, not ${messages.length}`,
      );
    }
    spec['x-istio-reference'] = this.reference(messages[0]);
    this.annotateMessage(spec, messages[0]);
    const statusMessage = this.registry.messages.get('istio.meta.v1alpha1.IstioStatus');
    if (status !== undefined && statusMessage !== undefined) {
      status['x-istio-reference'] = this.reference(statusMessage);
      this.annotateMessage(status, statusMessage);
    }
  }

  private annotateMessage(schema: JsonSchema, message: ProtoMessage): void {
    schema['x-istio-message'] = message.fullName;
    schema['x-istio-message-reference'] = this.reference(message);
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      const field = message.fields.find((each) => each.jsonName === name || each.name === name);
      if (field === undefined) {
        throw new Error(`${message.fullName} has no field ${name}, though its CRD has`);
      }
      property['x-istio-reference'] = this.reference(message, field);
      if (field.deprecated) {
        property['x-istio-deprecated'] = true;
      }
      if (field.jsonName !== name) {
        property['x-istio-alias-of'] = field.jsonName;
      }
      this.annotateValue(valueSchema(property, field), message, field);
    }
  }

  private annotateValue(schema: JsonSchema, message: ProtoMessage, field: ProtoField): void {
    const type = this.registry.resolve(field.type, message.fullName);
    if (type === undefined) {
      if (field.type === 'google.protobuf.Duration') {
        schema['x-istio-format'] = 'duration';
      }
    } else if ('fields' in type) {
      this.annotateMessage(schema, type);
    } else {
      schema['x-istio-enum'] = type.fullName;
      schema['x-istio-enum-reference'] = this.reference(type);
      if (type.deprecatedValues.length > 0) {
        schema['x-istio-deprecated-values'] = [...type.deprecatedValues];
      }
    }
  }

  /** The nearest anchor: the field's own, else its message's, else the page; fields may be hidden from the reference. */
  private reference(type: ProtoMessage | ProtoEnum, field?: ProtoField): string {
    const page = this.pages.get(type.file);
    if (page === undefined) {
      throw new Error(`${type.file}: the reference has no page for ${type.fullName}`);
    }
    const names = type.name.split('.');
    const candidates = names.map((_, index) => names.slice(0, names.length - index).join('-'));
    if (field !== undefined) {
      candidates.unshift(`${candidates[0]}-${field.name}`);
    }
    const anchor = candidates.find((candidate) => page.anchors.has(candidate));
    return anchor === undefined ? page.url : `${page.url}#${anchor}`;
  }
}

/** The schema of a field's single value: of a repeated field its items, of a map its values. */
function valueSchema(property: JsonSchema, field: ProtoField): JsonSchema {
  const inner = field.label === 'repeated' ? property.items : property.additionalProperties;
  if (field.label === 'single') {
    return property;
  }
  if (typeof inner !== 'object') {
    throw new Error(`${field.name}: the CRD does not have it as ${field.label}`);
  }
  return inner;
}
