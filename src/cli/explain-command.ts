import { Command, Option } from 'commander';
import { readText } from '../files/yaml-files';
import { Mesh } from '../mesh/mesh';
import { Client } from '../simulation/client';
import { HttpVersion } from '../simulation/http-version';
import { Request, RequestOptions } from '../simulation/request';
import { jsonTrace } from '../report/json-trace';
import { isError, textTrace } from '../report/text-trace';
import { Simulator } from '../traffic/simulator';
import { CLIENT_FORMS } from '../traffic/suite/client-text';
import { ShownCertificate } from '../traffic/suite/shown-certificate';
import { collect } from './choices';
import { clientOption } from './client-option';
import { CommandContext } from './command-context';
import { ExitCode } from './exit-code';
import { PATHS, readWholeMesh } from './manifests';
import { Terminal } from './terminal';
import { UsageError } from './usage-error';
import { usualClient } from './usual-client';

interface ExplainOptions {
  readonly from: Client;
  readonly request?: string;
  readonly header?: readonly string[];
  readonly sni?: string;
  readonly http2?: true;
  readonly cert?: string;
  readonly sourceIp?: string;
  readonly fail?: true;
  readonly format: Format;
}

const FORMATS = ['text', 'json'] as const;
type Format = (typeof FORMATS)[number];

/** Tells where a request goes, and why. */
export function explainCommand({ terminal, end }: CommandContext): Command {
  return new Command('explain')
    .argument('<url>', 'http://, https://, grpc://, tcp:// or tls://')
    .argument('<path...>', PATHS)
    .addOption(
      new Option('--from <client>', `who sends it: ${CLIENT_FORMS}`)
        .argParser(clientOption)
        .default(Client.outside(), 'gateway'),
    )
    .option('-X, --request <method>', 'the method (default: GET; POST for grpc://)')
    .option('-H, --header <header>', 'a header, as "Name: value"; can be given again', collect)
    .option('--sni <name>', "the server name of the TLS handshake; '' for none (default: the host of the URL)")
    .option('--http2', 'send it as HTTP/2')
    .option('--cert <file>', 'the certificate that the client shows, as PEM')
    .option('--source-ip <address>', 'the address that the client has')
    .option('--fail', 'exit with 1 where some of such requests get no answer, or one with a status of 400 or more')
    .addOption(new Option('-f, --format <format>', 'the form').choices(FORMATS).default('text'))
    .addOption(new Option('--json', 'the same as --format json').implies({ format: 'json' }))
    .addHelpText(
      'after',
      `
Examples:
  $ cdk8s-istio explain https://httpbin.local.1q77.com/get dist/
  $ cdk8s-istio explain http://reviews:9080/ --from shop/app=productpage dist/ cluster.yaml
  $ cdk8s-istio explain https://shop.example.com/ -H 'cookie: beta=1' --from gateway:edge/istio=edge dist/
  $ cdk8s-istio explain https://shop.example.com/ --json dist/ | jq '.outcomes[].cluster'`,
    )
    .action((url: string, paths: string[], options: ExplainOptions, command: Command) => {
      const isSaid = command.getOptionValueSource('from') !== 'default';
      const request = requestOf(url, options);
      const { from } = options;
      const gatewayNamespace = isSaid && from.isOutside ? from.namespace : undefined;
      const mesh = readWholeMesh(paths, terminal, { gatewayNamespace });
      const trace = new Simulator(mesh).send(isSaid ? request : usualRequest(mesh, url, options, terminal));
      terminal.print(options.format === 'json' ? jsonTrace(trace) : textTrace(trace, terminal.isColoured));
      end(options.fail === true && trace.outcomes.some(isError) ? ExitCode.FINDINGS : ExitCode.FINE);
    });
}

/** The request where nobody says who sends it; what is a guess then is told. */
function usualRequest(mesh: Mesh, url: string, options: ExplainOptions, terminal: Terminal): Request {
  const { client, pods } = usualClient(mesh, url);
  if (pods !== undefined) {
    terminal.tell(`sent to ${pods}; --from gateway:NAMESPACE/LABEL=VALUE names others`);
  }
  return requestOf(url, { ...options, from: client });
}

function requestOf(url: string, options: ExplainOptions): Request {
  const { from, request: method, sni, http2, cert, sourceIp } = options;
  const requestOptions: RequestOptions = {
    from,
    ...(method === undefined ? {} : { method }),
    ...(http2 === true ? { httpVersion: HttpVersion.HTTP_2 } : {}),
    headers: headersOf(options.header ?? []),
    sni,
    sourceIp,
    clientCertificate: cert === undefined ? undefined : certificateIn(cert),
  };
  try {
    return /^grpc:/i.test(url) ? Request.grpc(url, requestOptions) : Request.of(url, requestOptions);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function certificateIn(file: string): string {
  try {
    return new ShownCertificate(file, readText).pem();
  } catch (error) {
    throw new UsageError(`--cert: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function headersOf(lines: readonly string[]): { readonly [name: string]: string } {
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^([^:\s]+):\s*(.*)$/s.exec(line) ?? [];
      if (name === undefined) {
        throw new UsageError(`--header has to be "Name: value"; got ${JSON.stringify(line)}.`);
      }
      return [name, value];
    }),
  );
}
