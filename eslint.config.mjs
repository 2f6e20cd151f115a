import { readdirSync } from 'node:fs';
import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import jest from 'eslint-plugin-jest';
import jsdoc from 'eslint-plugin-jsdoc';
import tseslint from 'typescript-eslint';

/**
 * What each room of src/ may import besides itself; see docs/architecture.md.
 * `imports` stands for the generated L1 at the root, everything else for a folder of src/.
 */
const ROOMS = {
  kernel: [],
  files: ['kernel'],
  credentials: ['kernel', 'imports', 'files'],
  networking: ['kernel', 'imports', 'credentials'],
  security: ['kernel', 'imports'],
  telemetry: ['kernel', 'imports'],
  extensions: ['kernel', 'imports'],
  patterns: ['kernel', 'credentials', 'networking', 'security', 'telemetry', 'extensions'],
  mesh: ['kernel'],
  // Credentials, because what is wrong with a certificate is known there.
  analysis: ['kernel', 'mesh', 'credentials'],
  // The library is handed to it, as its users have it.
  migration: ['kernel', 'mesh'],
  simulation: ['kernel', 'mesh'],
  traffic: ['kernel', 'mesh', 'simulation'],
  diff: ['kernel', 'mesh', 'simulation'],
  diagram: ['kernel', 'mesh'],
  page: ['kernel', 'mesh', 'simulation', 'diagram'],
  report: ['kernel', 'mesh', 'analysis', 'simulation', 'traffic', 'diff', 'diagram'],
  cli: [
    'kernel',
    'mesh',
    'credentials',
    'files',
    'migration',
    'analysis',
    'simulation',
    'traffic',
    'diff',
    'diagram',
    'report',
  ],
};

/** The rooms that also run inside an HTML page. */
const WITHOUT_NODE = ['kernel', 'mesh', 'simulation', 'diff', 'diagram', 'page'];

const unknownRooms = readdirSync(new URL('./src', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !(entry.name in ROOMS))
  .map((entry) => entry.name);
if (unknownRooms.length > 0) {
  throw new Error(`No import rules for src/${unknownRooms.join(', src/')}: add them to ROOMS in eslint.config.mjs`);
}

const rooms = Object.entries(ROOMS).flatMap(([room, allowed]) => [
  {
    target: `./src/${room}`,
    from: './src',
    except: [room, ...allowed].map((name) => `./${name}`),
    message: `src/${room} may import only ${['itself', ...allowed].join(', ')}.`,
  },
  ...(allowed.includes('imports')
    ? []
    : [{ target: `./src/${room}`, from: './imports', message: `src/${room} knows nothing of the generated L1.` }]),
]);

const zones = [
  ...rooms,
  { target: './imports', from: './src', message: 'The generated L1 stands alone.' },
  { target: './src', from: './src/index.ts', message: 'Nothing inside imports the public surface.' },
  ...['test', 'scripts', 'examples', 'bench', 'conformance'].map((from) => ({
    target: ['./src', './imports'],
    from: `./${from}`,
    message: `The library must not need ${from}/.`,
  })),
];

const nodeForge = {
  name: 'node-forge',
  message: 'Only x509.ts and pkcs12.ts in src/credentials/private use node-forge, and it is loaded only when needed.',
};
const kplus = {
  name: 'cdk8s-plus-27',
  allowTypeImports: true,
  message: 'Import its types only: an app without cdk8s-plus must not load it.',
};
const lazily = (name) => ({
  selector: `CallExpression[callee.name="require"][arguments.0.value="${name}"]`,
  message: `require('${name}'): ${name === nodeForge.name ? nodeForge.message : kplus.message}`,
});

/** Members of exported classes and interfaces that users see. */
const PUBLIC_MEMBERS = [
  'ClassBody > :matches(MethodDefinition, PropertyDefinition, TSAbstractMethodDefinition, TSAbstractPropertyDefinition)' +
    ':not([accessibility="private"]):not([override=true]):not([kind="constructor"])',
  'TSInterfaceBody > :matches(TSPropertySignature, TSMethodSignature)',
  'TSEnumBody > TSEnumMember',
].map((member) => `ExportNamedDeclaration > * > ${member}`);
const requireDocs = (contexts) => [
  'error',
  {
    contexts,
    enableFixer: false,
    require: { ClassDeclaration: true, FunctionDeclaration: true },
    publicOnly: { ancestorsOnly: true, esm: true, cjs: false },
  },
];
const EXPORTED_TYPES = ['TSInterfaceDeclaration', 'TSEnumDeclaration', 'TSTypeAliasDeclaration'];

const nodeGlobals = Object.fromEntries(
  ['process', 'console', 'require', 'module', '__dirname', 'Buffer', 'URL', 'performance', 'setTimeout'].map((name) => [
    name,
    'readonly',
  ]),
);

export default defineConfig(
  globalIgnores(['lib/', 'build/', 'dist/', 'coverage/', '**/__snapshots__/']),
  eslint.configs.recommended,
  {
    // No comment turns a rule off: what is allowed is written here, where everybody sees it.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' })],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'import-x/no-cycle': 'error',
      'import-x/no-self-import': 'error',
      'import-x/no-duplicates': 'error',
      'import-x/no-mutable-exports': 'error',
      'import-x/no-default-export': 'error',
      'import-x/first': 'error',
      'import-x/no-restricted-paths': ['error', { zones }],
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      // Modules that cost time to load are required where they are used; only our own ones, and the packages that they need.
      '@typescript-eslint/no-require-imports': [
        'error',
        { allow: ['^\\.{1,2}/', '^@marcbachmann/cel-js$', '^@dagrejs/dagre$', '^#page$', '^cdk8s$', '^re2js$'] },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/explicit-member-accessibility': ['error', { overrides: { constructors: 'off' } }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Splitting into code points is what `[...text]` is for.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // Our enums and the generated ones have the same values; the tests check every rendered one against the schema.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // What Istio has deprecated is still in its CRDs, so it has a typed property and a test here.
      '@typescript-eslint/no-deprecated': 'off',
      // Classes of static factories are how jsii offers a choice.
      '@typescript-eslint/no-extraneous-class': 'off',
      // Other languages and plain JavaScript pass what the types forbid; checking for it is no mistake.
      '@typescript-eslint/no-unnecessary-condition': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { jsdoc },
    rules: {
      'jsdoc/require-jsdoc': requireDocs([...EXPORTED_TYPES, ...PUBLIC_MEMBERS]),
      '@typescript-eslint/no-restricted-imports': ['error', { paths: [nodeForge, kplus] }],
      'no-restricted-syntax': ['error', lazily(nodeForge.name), lazily(kplus.name)],
    },
  },
  {
    files: ['src/credentials/private/x509.ts', 'src/credentials/private/pkcs12.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { paths: [kplus] }],
      'no-restricted-syntax': ['error', lazily(kplus.name)],
    },
  },
  {
    // What nobody outside can name needs words where its name does not say it; what the properties of manifests mean is Istio's to say.
    files: [
      'src/**/private/**/*.ts',
      'src/{mesh,analysis,files,migration,simulation,traffic,diff,diagram,page,report,cli}/**/*.ts',
    ],
    rules: { 'jsdoc/require-jsdoc': requireDocs(EXPORTED_TYPES) },
  },
  {
    files: WITHOUT_NODE.map((room) => `src/${room}/**/*.ts`),
    rules: {
      'import-x/no-nodejs-modules': 'error',
      'no-restricted-globals': ['error', 'process', 'Buffer', '__dirname', '__filename', 'global', 'setImmediate'],
    },
  },
  // A construct lives where cdk8s does.
  { files: ['src/kernel/istio-resource.ts'], rules: { 'no-restricted-globals': 'off' } },
  { files: ['src/cli/**/*.ts', 'scripts/**/*.ts', 'bench/**'], rules: { 'no-console': 'off' } },
  // What is made, and the list of what is public, are as long as they are.
  { files: ['imports/**', 'src/mesh/wire/**', 'src/index.ts'], rules: { 'max-lines': 'off' } },
  {
    files: ['examples/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ regex: '(^|/)(src|imports)(/|$)', message: 'Examples are users: import cdk8s-istio.' }] },
      ],
    },
  },
  {
    files: ['test/**/*.ts', 'examples/**/*.test.ts'],
    extends: [jest.configs['flat/recommended']],
    rules: {
      'jest/no-disabled-tests': 'error',
      'jest/no-focused-tests': 'error',
      'jest/no-commented-out-tests': 'error',
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', 'fc.assert'] }],
      'jest/no-standalone-expect': [
        'error',
        {
          additionalTestBlockFunctions: [
            'beforeAll',
            'beforeEach',
            'afterEach',
            'inBrowser',
            'inBrowser.each',
            'inShell',
            'inFish',
            'inZsh',
          ],
        },
      ],
      // Examples, fixtures and the documentation's code are loaded by name and run.
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/no-implied-eval': 'off',
      // Walking a schema or a manifest means expecting something where it has something.
      'jest/no-conditional-expect': 'off',
      // Rendered manifests are untyped, and looking into them is what tests do.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: nodeGlobals },
  },
  { files: ['**/*.js', '**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
  { files: ['*.config.mjs'], rules: { 'import-x/no-default-export': 'off' } },
);
