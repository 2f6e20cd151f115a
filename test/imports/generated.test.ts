import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';
import { generateImports } from '../../scripts/generate-imports';

/** Where the fields of an API are documented. */
const REFERENCES = [
  'https://istio.io/latest/docs/reference/config/',
  'https://cert-manager.io/docs/reference/api-docs/#',
  'https://gateway-api.sigs.k8s.io/reference/spec/#parentreference',
  'https://external-secrets.io/latest/api/externalsecret/',
  'https://github.com/bitnami-labs/sealed-secrets#',
];

const IMPORTS = path.join(__dirname, '..', '..', 'imports');

function committed(): Map<string, string> {
  const files = fs
    .readdirSync(IMPORTS, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [path.relative(IMPORTS, file), fs.readFileSync(file, 'utf8')]));
}

test('imports/ is what the generator makes of schemas/', async () => {
  const generated = await generateImports();
  const present = committed();
  expect([...present.keys()].sort()).toEqual([...generated.keys()].sort());
  for (const [file, text] of generated) {
    expect({ file, text: present.get(file) }).toEqual({ file, text });
  }
});

test('the generator gives the same bytes again', async () => {
  expect(await generateImports()).toEqual(await generateImports());
});

describe.each([...committed()].map(([file, text]) => [file, text]))('%s', (file, text) => {
  const { statements } = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const interfaces = statements.filter(ts.isInterfaceDeclaration);
  const structs = interfaces.filter(({ name, modifiers }) => modifiers !== undefined && !name.text.endsWith('Props'));
  const enums = statements.filter(ts.isEnumDeclaration);
  const classes = statements.filter(ts.isClassDeclaration);

  test('each type and field is documented, fields by a link to the reference', () => {
    const undocumented = structs
      .flatMap(({ name, members }) => members.map((member) => ({ struct: name.text, member })))
      .filter(({ member }) => {
        const see = ts.getJSDocTags(member).find(({ tagName }) => tagName.text === 'see');
        // The parser takes the scheme of a link for a name, so the whole tag is looked at.
        return !REFERENCES.some((reference) => see?.getText().startsWith(`@see ${reference}`));
      })
      .map(({ struct, member }) => `${struct}.${member.name?.getText() ?? ''}`);
    expect(undocumented).toEqual([]);
    const exported = [...interfaces.filter(({ modifiers }) => modifiers), ...enums, ...classes];
    const types = exported.filter((each) => ts.getJSDocCommentsAndTags(each).length === 0);
    expect(types.map(({ name }) => name?.text)).toEqual([]);
  });

  test('optional fields say what happens without them, and all fields are readonly and camelCase', () => {
    for (const { members } of structs) {
      for (const member of members.filter(ts.isPropertySignature)) {
        const tags = ts.getJSDocTags(member).map(({ tagName }) => tagName.text);
        expect([member.name.getText(), tags.includes('default')]).toEqual([
          member.name.getText(),
          member.questionToken !== undefined,
        ]);
        expect(member.name.getText()).toMatch(/^[a-z][a-zA-Z0-9]*$/);
        expect(member.modifiers?.map(({ kind }) => kind)).toEqual([ts.SyntaxKind.ReadonlyKeyword]);
      }
    }
  });

  test('enum members are UPPER_SNAKE and differ', () => {
    for (const { members } of enums) {
      const names = members.map(({ name }) => name.getText());
      expect(new Set(names).size).toBe(names.length);
      expect(names.filter((name) => !/^[A-Z][A-Z0-9_]*$/.test(name))).toEqual([]);
    }
  });

  test('nothing runs on load but classes, enums and what they import', () => {
    const others = statements.filter(
      (each) =>
        !ts.isImportDeclaration(each) &&
        !ts.isExportDeclaration(each) &&
        !ts.isInterfaceDeclaration(each) &&
        !ts.isEnumDeclaration(each) &&
        !ts.isClassDeclaration(each) &&
        !ts.isFunctionDeclaration(each),
    );
    expect(others.map((each) => each.getText())).toEqual([]);
  });
});

test('no name is defined twice in a group', () => {
  const names = new Map<string, string[]>();
  for (const [file, text] of committed()) {
    for (const [, name] of text.matchAll(/^export (?:class|interface|enum) (\w+)/gm)) {
      const key = `${path.dirname(file)}.${name}`;
      names.set(key, [...(names.get(key) ?? []), file]);
    }
  }
  expect([...names].filter(([, files]) => files.length > 1)).toEqual([]);
  expect(names.size).toBeGreaterThan(150);
});

test('deprecated fields and values are marked, and second spellings are left out', () => {
  const all = [...committed().values()].join('\n');
  const deprecated = [...all.matchAll(/@deprecated [^\n]*\n\s+\*\/\n\s+(?:readonly )?(\w+)/g)].map((match) => match[1]);
  expect(deprecated.sort()).toEqual([
    'LEAST_CONN',
    'allowOrigin',
    'consecutiveErrors',
    'minimumRingSize',
    'mirrorPercent',
    'percent',
    'targetPort',
    'targetPort',
  ]);
  expect(all).not.toMatch(/readonly (?:mirror_percent|jwks_uri)\b/);
});
