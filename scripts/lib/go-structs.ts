/** A field of a Go struct, as it is written to JSON. */
export interface GoField {
  readonly jsonName: string;
  /** Its type without pointers, lists and maps around it; `package.Name` where it is of another package. */
  readonly type: string;
}

/** A struct of Go: its own fields, and the structs whose fields are written as its own. */
interface GoStruct {
  readonly fields: readonly GoField[];
  readonly inlined: readonly string[];
}

const STRUCT = /^type (\w+) struct \{\n([\s\S]*?)^\}/gm;
const IMPORT = /^\t(?:(\w+) )?"([^"]+)"$/gm;
const FIELD = /^\t(?:\w+[ \t]+)?([\w.*[\]]+)[ \t]+`json:"([^",]*)(,[^"]*)?"/gm;

/** The structs of a Go package: just so much of the language as the types of an API are written in. */
export class GoPackage {
  /** What other packages are called in it, by the names that its types give them. */
  public readonly imports = new Map<string, string>();
  private readonly structs = new Map<string, GoStruct>();

  constructor(texts: readonly string[]) {
    for (const text of texts) {
      for (const [, alias, path] of text.matchAll(IMPORT)) {
        this.imports.set(alias ?? path.slice(path.lastIndexOf('/') + 1), path);
      }
      for (const [, name, body] of text.matchAll(STRUCT)) {
        this.structs.set(name, readStruct(body));
      }
    }
  }

  /** The fields of a struct, those of inlined ones included; undefined where it has no such struct. */
  public fieldsOf(name: string): readonly GoField[] | undefined {
    const struct = this.structs.get(name);
    return struct && [...struct.fields, ...struct.inlined.flatMap((each) => this.fieldsOf(each) ?? [])];
  }
}

function readStruct(body: string): GoStruct {
  const fields: GoField[] = [];
  const inlined: string[] = [];
  for (const [, written, jsonName, options] of body.matchAll(FIELD)) {
    const type = written.replace(/\*|\[\]|map\[string\]/g, '');
    if (jsonName === '' && options === ',inline') {
      inlined.push(type);
    } else {
      fields.push({ jsonName, type });
    }
  }
  return { fields, inlined };
}
