/** A field of a protobuf message. */
export interface ProtoField {
  readonly name: string;
  /** The name that protobuf's JSON mapping gives it. */
  readonly jsonName: string;
  /** Type as written; the value type of a map. */
  readonly type: string;
  readonly label: 'single' | 'repeated' | 'map';
  readonly deprecated: boolean;
}

/** A protobuf message. */
export interface ProtoMessage {
  /** Name with its package. */
  readonly fullName: string;
  /** Name without its package; outer messages are separated by dots. */
  readonly name: string;
  readonly file: string;
  readonly fields: ProtoField[];
}

/** A protobuf enum. */
export interface ProtoEnum {
  readonly fullName: string;
  readonly name: string;
  readonly file: string;
  readonly deprecatedValues: string[];
}

/** The messages and enums of a set of .proto files, by full name. */
export class ProtoRegistry {
  public readonly messages = new Map<string, ProtoMessage>();
  public readonly enums = new Map<string, ProtoEnum>();

  /** Adds a file's declarations. */
  public add(file: string, text: string): void {
    new ProtoParser(this, file, text).parse();
  }

  /** Finds what a type name means inside a message: innermost scope first, as protobuf does. */
  public resolve(type: string, scope: string): ProtoMessage | ProtoEnum | undefined {
    if (type.startsWith('.')) {
      return this.get(type.slice(1));
    }
    const outer = scope.split('.');
    for (let depth = outer.length; depth >= 0; depth--) {
      const found = this.get([...outer.slice(0, depth), type].join('.'));
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }

  private get(fullName: string): ProtoMessage | ProtoEnum | undefined {
    return this.messages.get(fullName) ?? this.enums.get(fullName);
  }
}

const TOKEN = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[\w.]+|\S/g;

/** Reads the subset of proto3 that declares messages and enums; services and options are skipped. */
class ProtoParser {
  private readonly tokens: string[];
  private position = 0;
  private packageName = '';

  constructor(
    private readonly registry: ProtoRegistry,
    private readonly file: string,
    text: string,
  ) {
    this.tokens = (text.match(TOKEN) ?? []).filter((token) => !token.startsWith('//') && !token.startsWith('/*'));
  }

  public parse(): void {
    while (this.position < this.tokens.length) {
      const word = this.next();
      if (word === 'package') {
        this.packageName = this.next();
        this.skipStatement();
      } else if (word === 'message') {
        this.message('');
      } else if (word === 'enum') {
        this.enum('');
      } else if (word !== ';') {
        this.skipStatement();
      }
    }
  }

  private message(outer: string): void {
    const name = outer + this.next();
    const fields: ProtoField[] = [];
    this.registry.messages.set(this.full(name), { fullName: this.full(name), name, file: this.file, fields });
    this.expect('{');
    this.messageBody(name, fields);
  }

  private messageBody(name: string, fields: ProtoField[]): void {
    for (let word = this.next(); word !== '}'; word = this.next()) {
      if (word === 'message') {
        this.message(`${name}.`);
      } else if (word === 'enum') {
        this.enum(`${name}.`);
      } else if (word === 'oneof') {
        this.next();
        this.expect('{');
        this.messageBody(name, fields);
      } else if (word === 'option' || word === 'reserved') {
        this.skipStatement();
      } else if (word !== ';') {
        fields.push(this.field(word));
      }
    }
  }

  private field(first: string): ProtoField {
    let type = first;
    let label: ProtoField['label'] = 'single';
    if (first === 'map') {
      label = 'map';
      this.expect('<');
      this.next();
      this.expect(',');
      type = this.next();
      this.expect('>');
    } else if (first === 'repeated' || first === 'optional') {
      label = first === 'repeated' ? 'repeated' : 'single';
      type = this.next();
    }
    const name = this.next();
    this.expect('=');
    const options = this.skipStatement().join('');
    const jsonName = /json_name="([^"]*)"/.exec(options)?.[1];
    return {
      name,
      jsonName: jsonName ?? name.replace(/_+([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase()),
      type,
      label,
      deprecated: options.includes('deprecated=true'),
    };
  }

  private enum(outer: string): void {
    const name = outer + this.next();
    const deprecatedValues: string[] = [];
    this.registry.enums.set(this.full(name), { fullName: this.full(name), name, file: this.file, deprecatedValues });
    this.expect('{');
    for (let word = this.next(); word !== '}'; word = this.next()) {
      if (word !== ';' && this.skipStatement().join('').includes('deprecated=true')) {
        deprecatedValues.push(word);
      }
    }
  }

  /** Skips to the end of a statement, or of its block, and returns the tokens of it. */
  private skipStatement(): string[] {
    const skipped: string[] = [];
    let depth = 0;
    for (let token = this.next(); ; token = this.next()) {
      skipped.push(token);
      depth += token === '{' ? 1 : token === '}' ? -1 : 0;
      if (depth === 0 && (token === ';' || token === '}')) {
        return skipped;
      }
    }
  }

  private full(name: string): string {
    return `${this.packageName}.${name}`;
  }

  private expect(token: string): void {
    const found = this.next();
    if (found !== token) {
      throw new Error(`${this.file}: expected '${token}' but found '${found}'`);
    }
  }

  private next(): string {
    if (this.position >= this.tokens.length) {
      throw new Error(`${this.file}: ends in the middle of a declaration`);
    }
    return this.tokens[this.position++];
  }
}
