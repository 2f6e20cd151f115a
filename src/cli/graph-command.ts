import { extname } from 'node:path';
import { Command, Option } from 'commander';
import { IstioAnalysis } from '../analysis/istio-analysis';
import { Diagram } from '../diagram/diagram';
import { collect } from './choices';
import { CommandContext } from './command-context';
import { gatewayNamespaceOption } from './gateway-namespace-option';
import { PATHS, readWholeMesh } from './manifests';
import { OUTPUT, writeResult } from './result';
import { UsageError } from './usage-error';

interface GraphOptions {
  readonly output?: string;
  readonly format?: Format;
  readonly title?: string;
  readonly namespace?: readonly string[];
  readonly host?: readonly string[];
  readonly gatewayNamespace?: string;
}

const FORMS = {
  html: (diagram: Diagram) => diagram.toHtml(),
  svg: (diagram: Diagram) => diagram.toSvg(),
  mmd: (diagram: Diagram) => diagram.toMermaid(),
  dot: (diagram: Diagram) => diagram.toDot(),
};
type Format = keyof typeof FORMS;
const FORMATS = Object.keys(FORMS);

/** Draws a mesh. */
export function graphCommand({ terminal }: CommandContext): Command {
  return new Command('graph')
    .argument('<path...>', PATHS)
    .option(OUTPUT, `the picture; what it ends in says the form: .${FORMATS.join(', .')}`)
    .addOption(new Option('-f, --format <format>', 'the form, where no file says it (default: mmd)').choices(FORMATS))
    .option('--title <text>', 'what stands above it')
    .option('--namespace <name>', 'only what lies in it, with the ways there; can be given again', collect)
    .option('--host <name>', 'only what serves it, with the ways there; can be given again', collect)
    .addOption(gatewayNamespaceOption())
    .addHelpText(
      'after',
      `
Examples:
  $ cdk8s-istio graph dist/ --output mesh.html   # a page to look around in
  $ cdk8s-istio graph dist/ --output mesh.svg
  $ cdk8s-istio graph dist/ --host shop.example.com --output shop.svg
  $ cdk8s-istio graph dist/ --format dot | dot -Tpdf > mesh.pdf`,
    )
    .action((paths: string[], options: GraphOptions) => {
      const render = FORMS[formatOf(options)];
      const mesh = readWholeMesh(paths, terminal, {
        withGatewayPods: true,
        gatewayNamespace: options.gatewayNamespace,
      });
      terminal.progress(`drawing ${mesh.size} objects`, mesh.size);
      const { findings } = IstioAnalysis.run(mesh);
      const { title, namespace, host, output } = options;
      const diagram = Diagram.of(mesh, { findings, title, namespaces: copied(namespace), hosts: copied(host) });
      checkDrawn(diagram, options);
      writeResult(render(diagram), output, terminal);
    });
}

/** An empty picture of what was asked for is taken for an answer, and it is mostly a slip. */
function checkDrawn({ graph }: Diagram, { namespace = [], host = [] }: GraphOptions): void {
  if (graph.nodes.length === 0 && namespace.length + host.length > 0) {
    const wanted = [...namespace.map((each) => `namespace ${each}`), ...host.map((each) => `host ${each}`)];
    throw new UsageError(`nothing in the manifests is of ${wanted.join(', ')}`);
  }
}

function copied(values: readonly string[] | undefined): string[] | undefined {
  return values === undefined ? undefined : [...values];
}

function formatOf({ output, format }: GraphOptions): Format {
  const isPrinted = output === undefined || output === '-';
  const chosen = format ?? (isPrinted ? 'mmd' : extname(output).slice(1).toLowerCase());
  if (!isFormat(chosen)) {
    throw new UsageError(
      `the name of the picture has to end in .${FORMATS.join(', .')}; got ${JSON.stringify(output)}`,
    );
  }
  return chosen;
}

function isFormat(text: string): text is Format {
  return Object.hasOwn(FORMS, text);
}
