import { readFileSync } from 'fs';
import { dirname, join, resolve } from 'path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '../..');

/** A fenced block of a Markdown file. */
export interface Snippet {
  readonly language: string;
  readonly code: string;
  /** `README.md:12`. */
  readonly place: string;
}

/** The fenced blocks of a Markdown file, by its path from the root of the project. */
export function snippetsOf(path: string): Snippet[] {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(({ 1: language, 2: code, index }) => ({
    language,
    code,
    place: `${path}:${text.slice(0, index).split('\n').length}`,
  }));
}

/** What the TypeScript compiler says of snippets that stand on their own; empty where all is well. */
export function typeErrors(snippets: readonly Snippet[]): string[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(ROOT, 'tsconfig.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
        throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
      },
    },
  );
  const files = new Map(snippets.map((snippet) => [join(ROOT, `${snippet.place.replace(/\W/g, '-')}.ts`), snippet]));
  const options = { ...config?.options, noUnusedLocals: false };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => files.has(resolve(file)) || fileExists(file);
  host.getSourceFile = (file, ...rest) => {
    const snippet = files.get(resolve(file));
    return snippet === undefined ? getSourceFile(file, ...rest) : ts.createSourceFile(file, snippet.code, rest[0]);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files].flatMap(([file, { place }]) => {
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ messageText }) => `${place}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  });
}

/** Runs a snippet as a module of its own, and gives what it prints. */
export function run({ code, place }: Snippet): string {
  const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const main = new Function('require', 'exports', '__dirname', 'console', outputText);
  const printed: string[] = [];
  const log = (...values: unknown[]): void => void printed.push(`${values.map(String).join(' ')}\n`);
  try {
    main(require, {}, dirname(join(ROOT, place)), { log });
    return printed.join('');
  } catch (error) {
    throw new Error(`${place} fails`, { cause: error });
  }
}
