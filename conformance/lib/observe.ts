import { createHash } from 'node:crypto';
import { RecordedOutcome, RecordedRequest } from '../../scripts/lib/traffic-case';
import { Echo, ECHO_HEADER } from './backend';
import { CaseObjects } from './case-objects';
import { exchange, Exchanged } from './exchange';
import { Proxy } from './proxy';

/** Headers that proxies add to every request; those of a case's own that go on as they are are left out too. */
const USUAL_REQUEST_HEADERS = new Set(
  (
    'host user-agent accept connection content-length x-forwarded-for x-forwarded-proto x-request-id x-envoy-attempt-count ' +
    'x-envoy-external-address x-envoy-internal x-envoy-decorator-operation x-envoy-expected-rq-timeout-ms x-envoy-peer-metadata ' +
    'x-envoy-peer-metadata-id x-envoy-original-host x-forwarded-client-cert'
  ).split(' '),
);
const USUAL_RESPONSE_HEADERS = new Set(
  `${ECHO_HEADER} content-type content-length date server transfer-encoding connection keep-alive location x-envoy-upstream-service-time x-envoy-decorator-operation`.split(' '),
);
const LOGGED = ['authority', 'requested_server_name', 'protocol', 'response_code_details'] as const;
/** From here on an answer counts as delayed, in seconds. */
const DELAYED = 0.9;
const LONGEST_BODY = 200;

/** Sends a request of a case, as often as it says, and puts together what is seen in the form of a recording. */
export async function observe(recorded: RecordedRequest, proxy: Proxy, objects: CaseObjects): Promise<RecordedOutcome> {
  const { repeat = 1, clientCertificate } = recorded;
  const certificate = clientCertificate === undefined ? undefined : objects.certificates.get(clientCertificate);
  await proxy.accessLog(0);
  const all: Exchanged[] = [];
  for (let sent = 0; sent < repeat; sent += 1) {
    const one = await exchange(recorded, certificate?.key === undefined ? undefined : { cert: certificate.cert, key: certificate.key });
    all.push(one);
    if (one.connection !== 'ok') {
      break;
    }
  }
  const entries = await proxy.accessLog(all.length);
  const last = all[all.length - 1];
  return { ...ofAnswers(all, recorded, objects), ...ofCredential(last, objects), ...ofLog(entries) };
}

function ofAnswers(all: readonly Exchanged[], recorded: RecordedRequest, objects: CaseObjects): RecordedOutcome {
  const last = all[all.length - 1];
  const answers = all.filter(({ connection }) => connection === 'ok');
  const statuses = sharesOf(answers.map(({ status }) => String(status)));
  const echoes = answers.flatMap(({ headers }) => echoIn(headers) ?? []);
  const workloads = sharesOf(echoes.map(({ address }) => objects.workloads.get(address) ?? address), answers.length);
  const local = answers.findLast(({ headers, body }) => echoIn(headers) === undefined && body !== '');
  const located = answers.findLast(({ headers }) => headers.location !== undefined);
  const slow = answers.findLast(({ seconds }) => seconds > DELAYED);
  const added = last.connection === 'ok' ? Object.entries(last.headers).filter(([name]) => !USUAL_RESPONSE_HEADERS.has(name)) : [];
  const echo = echoes.at(-1);
  return {
    connection: last.connection,
    ...(answers.length === 0 ? {} : { status: Object.keys(statuses).length > 1 ? statuses : answers[0].status }),
    ...(slow === undefined ? {} : { delayed: Math.round(slow.seconds) }),
    ...(local === undefined ? {} : { body: local.body.slice(0, LONGEST_BODY) }),
    ...(located === undefined ? {} : { location: located.headers.location }),
    ...(added.length === 0 ? {} : { responseHeaders: Object.fromEntries(added) }),
    ...(echo === undefined ? {} : { upstream: upstreamOf(echo, recorded) }),
    ...(Object.keys(workloads).length === 0 ? {} : { workloads }),
  };
}

function echoIn(headers: Exchanged['headers']): Echo | undefined {
  const text = headers[ECHO_HEADER];
  return text === undefined ? undefined : (JSON.parse(Buffer.from(text, 'base64').toString()) as Echo);
}

function upstreamOf(echo: Echo, { headers = {} }: RecordedRequest): RecordedOutcome['upstream'] {
  const sent = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
  const seen = Object.entries(echo.headers).filter(([name, value]) => !USUAL_REQUEST_HEADERS.has(name) && sent.get(name) !== value);
  const gone = [...sent.keys()].filter((name) => !(name in echo.headers) && !USUAL_REQUEST_HEADERS.has(name));
  const changed = Object.fromEntries<string | null>([...seen, ...gone.map((name) => [name, null] as const)]);
  return {
    authority: echo.authority,
    path: echo.path,
    protocol: echo.protocol,
    ...(echo.sni === undefined ? {} : { sni: echo.sni }),
    ...(Object.keys(changed).length === 0 ? {} : { headers: changed }),
  };
}

function ofCredential({ certificate }: Exchanged, { certificates }: CaseObjects): Partial<RecordedOutcome> {
  if (certificate === undefined) {
    return {};
  }
  const digest = createHash('sha256').update(certificate).digest('hex');
  return { credential: [...certificates].find(([, each]) => each.digest === digest)?.[0] ?? 'backend' };
}

function ofLog(entries: readonly { readonly [field: string]: unknown }[]): Partial<RecordedOutcome> {
  const last = entries.at(-1);
  if (last === undefined) {
    return {};
  }
  const textIn = (value: unknown) => (typeof value === 'string' ? value : null);
  const clusters = sharesOf(entries.flatMap((entry) => textIn(entry.upstream_cluster) ?? []), entries.length);
  const flags = sharesOf(entries.map((entry) => textIn(entry.response_flags) ?? ''));
  return {
    log: Object.fromEntries(LOGGED.map((field) => [field, textIn(last[field])])),
    flags: Object.keys(flags).sort((a, b) => flags[b] - flags[a])[0],
    ...(Object.keys(clusters).length === 0 ? {} : { clusters }),
  };
}

function sharesOf(keys: readonly string[], total = keys.length): { readonly [key: string]: number } {
  const counts = new Map<string, number>();
  keys.forEach((key) => counts.set(key, (counts.get(key) ?? 0) + 1));
  return Object.fromEntries([...counts].map(([key, count]) => [key, count / total]));
}
