import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { Client } from '../simulation/client';
import { HttpVersion } from '../simulation/http-version';
import { Request, RequestOptions } from '../simulation/request';
import { Simulation } from '../simulation/simulation';
import { RequestTrace } from '../simulation/request-trace';
import { traceText } from '../simulation/trace-text';
import { collect } from './choices';
import { CLIENT_FORMS, parseClient } from './client-option';
import { CommandContext } from './command-context';
import { ExitCode } from './exit-code';
import { PATHS, readWholeMesh } from './manifests';
import { UsageError } from './usage-error';

interface ExplainOptions {
  readonly from: Client;
  readonly request?: string;
  readonly header?: readonly string[];
  readonly sni?: string;
  readonly http2?: true;
  readonly cert?: string;
  readonly sourceIp?: string;
  readonly fail?: true;
}

/** Tells where a request goes, and why. */
export function explainCommand({ terminal, end }: CommandContext): Command {
  return new Command('explain')
    .argument('<url>', 'http://, https://, grpc://, tcp:// or tls://')
    .argument('<path...>', PATHS)
    .addOption(
      new Option('--from <client>', `who sends it: ${CLIENT_FORMS}`)
        .argParser(parseClient)
        .default(Client.outside(), 'gateway'),
    )
    .option('-X, --request <method>', 'the method (default: GET; POST for grpc://)')
    .option('-H, --header <header>', 'a header, as "Name: value"; can be given again', collect)
    .option('--sni <name>', "the server name of the TLS handshake; '' for none (default: the host of the URL)")
    .option('--http2', 'send it as HTTP/2')
    .option('--cert <file>', 'the certificate that the client shows, as PEM')
    .option('--source-ip <address>', 'the address that the client has')
    .option('--fail', 'exit with 1 where some of such requests get no answer, or one with a status of 400 or more')
    .addHelpText(
      'after',
      `
Examples:
  $ cdk8s-istio explain https://httpbin.local.1q77.com/get dist/
  $ cdk8s-istio explain http://reviews:9080/ --from shop/app=productpage dist/ cluster.yaml
  $ cdk8s-istio explain https://shop.example.com/ -H 'cookie: beta=1' --from gateway:edge/istio=edge dist/`,
    )
    .action((url: string, paths: string[], options: ExplainOptions) => {
      const request = requestOf(url, options);
      const trace = new Simulation(readWholeMesh(paths, terminal)).send(request);
      terminal.print(`${traceText(trace)}\n`);
      end(options.fail === true && fails(trace) ? ExitCode.FINDINGS : ExitCode.FINE);
    });
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
    clientCertificate: cert === undefined ? undefined : readFileSync(cert, 'utf8'),
  };
  try {
    return /^grpc:/i.test(url) ? Request.grpc(url, requestOptions) : Request.of(url, requestOptions);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
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

const FIRST_ERROR = 400;

function fails({ outcomes }: RequestTrace): boolean {
  return outcomes.some(({ connection, status = 0 }) => connection !== 'ok' || status >= FIRST_ERROR);
}
