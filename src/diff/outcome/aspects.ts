import { canonicalJson } from '../../kernel/same-json';
import { Cluster } from '../../mesh/index/clusters';
import { textAt } from '../../mesh/wire/json';
import { without } from '../without';
import { HeaderMap, headerChanges } from './headers';
import { sharesText } from './shares';
import { parseGoDuration } from '../../mesh/semantics/go-duration';
import { readTarget } from '../../mesh/semantics/uri-path';
import { DestinationShare, Outcome, RequestTrace } from '../../simulation/request-trace';

/** What users care about in an outcome, most important first. */
export const ASPECTS = [
  'connection',
  'certificate',
  'TLS settings of the server',
  'answer',
  'location',
  'body',
  'delay',
  'destination',
  'mirror',
  'path',
  'authority',
  'request headers',
  'response headers',
  'timeout',
  'retries',
  'transport',
  'TLS settings of the destination',
  'traffic policy',
  'protocol',
  'external authorization',
] as const;

/** One of the things that users care about in an outcome. */
export type Aspect = (typeof ASPECTS)[number];

/** How an outcome is in words; what there is none of is left out. */
export type Aspects = ReadonlyMap<Aspect, string>;

/** Aspects whose words are made of the request: that they change is the same change for all requests. */
export const OF_REQUEST: ReadonlySet<Aspect> = new Set(['location', 'path', 'request headers', 'response headers']);

/** What becomes of a request, by what users care about. Names of objects, subsets and routes are none of it. */
export function aspectsOf(trace: RequestTrace): Aspects {
  const { outcomes, destinations, mirrors, credential, server, timeout, retries, policies } = trace;
  const found = new Map<Aspect, string>();
  const put = (aspect: Aspect, text: string | undefined) => {
    if (text !== undefined && text !== '') {
      found.set(aspect, text);
    }
  };
  const shared = (aspect: Aspect, textOf: (outcome: Outcome) => string | undefined, none = '') =>
    put(aspect, sharesText(outcomes.map((outcome) => [textOf(outcome) ?? none, outcome.share])));
  shared('connection', ({ connection }) => connection);
  if (outcomes.every(({ connection }) => connection !== 'ok')) {
    return found;
  }
  put('certificate', credential?.secret);
  put('TLS settings of the server', server === undefined ? undefined : serverTls(server.server.tls));
  shared('answer', answerOf);
  shared('location', ({ location }) => location);
  shared('body', ({ body }) => body);
  shared('delay', ({ delay }) => (delay > 0 ? `${delay}s` : undefined), 'none');
  if (found.get('delay') === 'none') {
    found.delete('delay');
  }
  shared('response headers', ({ responseHeaders }) => headerChanges(NO_HEADERS, responseHeaders));
  put('destination', destinationText(destinations, outcomes));
  put('mirror', mirrors.map(({ share }) => `${Math.round(share.share * 10000) / 100}% ${placesOf(share)}`).join(', '));
  put(
    'external authorization',
    [
      ...new Set(
        policies.filter(({ decision }) => decision === 'asked outside').map(({ object }) => providerOf(object.spec)),
      ),
    ].join(', '),
  );
  if (outcomes.some(({ upstream, isPassedThrough }) => upstream !== undefined && !isPassedThrough)) {
    putForwarded(trace, put, timeout, retries);
  }
  return found;
}

type Put = (aspect: Aspect, text: string | undefined) => void;

/** What only matters to requests that reach somebody. */
function putForwarded(
  { outcomes, destinations, request }: RequestTrace,
  put: Put,
  timeout: RequestTrace['timeout'],
  retries: RequestTrace['retries'],
): void {
  const sent = readTarget(request.target);
  const asSent = sent.path + sent.query;
  const forwarded = outcomes.filter(({ upstream }) => upstream !== undefined);
  const total = forwarded.reduce((sum, { share }) => sum + share, 0);
  const shared = (aspect: Aspect, textOf: (outcome: Outcome) => string) =>
    put(aspect, sharesText(forwarded.map((outcome) => [textOf(outcome), outcome.share / total])));
  shared('path', ({ upstream }) => (upstream?.path === asSent ? '' : (upstream?.path ?? '')));
  shared('authority', ({ upstream }) => (upstream?.authority === request.authority ? '' : (upstream?.authority ?? '')));
  shared('request headers', ({ upstream }) => headerChanges(request._headers, upstream?.headers ?? NO_HEADERS));
  put('timeout', secondsOf(timeout));
  put('retries', retries === undefined ? undefined : canonicalJson(retries));
  shared('transport', ({ transport }) => transport ?? '');
  shared('protocol', ({ upstream }) => upstream?.protocol ?? '');
  const clusters = destinations.flatMap(({ cluster, share }) => (cluster === undefined ? [] : [{ cluster, share }]));
  put(
    'TLS settings of the destination',
    sharesText(clusters.map(({ cluster, share }) => [canonicalJson(cluster.policy.tls), share])),
  );
  put('traffic policy', sharesText(clusters.map(({ cluster, share }) => [policyText(cluster), share])));
}

/** That it is delayed is an aspect of its own. */
const DELAYED = 'DI';
const NO_HEADERS: HeaderMap = new Map();

function secondsOf(timeout: string | undefined): string | undefined {
  const nanoseconds = Number(parseGoDuration(timeout ?? '') ?? 0n);
  return nanoseconds === 0 ? undefined : `${nanoseconds / 1e9}s`;
}

function answerOf({ connection, status, log, isPassedThrough, upstream }: Outcome): string {
  if (connection !== 'ok') {
    return connection;
  }
  if (isPassedThrough) {
    return 'of a host that the mesh does not know';
  }
  const raised = (log?.responseFlags ?? '-').split(',').filter((flag) => flag !== '-' && flag !== DELAYED);
  const flags = raised.length === 0 ? '' : ` ${raised.join(',')}`;
  return status === undefined || upstream !== undefined ? `of the destination${flags}` : `${status}${flags}`;
}

/** Flags of answers that the proxy gives because it gets none of a destination. */
const UNSENT = /^(NC|UH|UF|UC)$/;

/** Whether a request goes to a destination, or should; one that is answered or refused before goes nowhere. */
function isSent({ upstream, isPassedThrough, log, connection, cluster }: Outcome): boolean {
  const isMissed = (log?.responseFlags ?? '').split(',').some((flag) => UNSENT.test(flag));
  const isConnection = log?.protocol === undefined && connection === 'ok' && cluster !== undefined;
  return !isPassedThrough && (upstream !== undefined || isMissed || isConnection);
}

/** Where requests go: to which workloads, where they are known; which subset would take them, where they are not. */
function destinationText(destinations: readonly DestinationShare[], outcomes: readonly Outcome[]): string {
  return outcomes.some(isSent) ? textOfParts(destinations.flatMap(partsOf)) : '';
}

/** A part of the requests: the workload that gets them, where that is known, and the host and port by which it is addressed. */
interface Part {
  readonly workload: string;
  readonly address: string;
  readonly share: number;
}

function textOfParts(parts: readonly Part[]): string {
  const addresses = new Set(parts.map(({ address }) => address));
  const [address] = addresses;
  return addresses.size === 1 && parts.every(({ workload }) => workload !== '')
    ? `${sharesText(parts.map(({ workload, share }) => [workload, share]))} (${address})`
    : sharesText(
        parts.map((part) => [part.workload === '' ? part.address : `${part.workload} (${part.address})`, part.share]),
      );
}

function partsOf({ cluster, clusterName, share }: DestinationShare): readonly Part[] {
  if (cluster === undefined) {
    const [, port, , host] = clusterName.split('|');
    return [{ workload: '', address: `${host}:${port}, which is not there`, share }];
  }
  const { endpoints = [] } = cluster;
  const total = endpoints.reduce((sum, { weight }) => sum + weight, 0);
  return endpoints.length === 0
    ? [{ workload: '', address: withLabels(cluster), share }]
    : endpoints.map(({ name, weight }) => ({
        workload: name,
        address: addressOf(cluster),
        share: (share * weight) / total,
      }));
}

function placesOf(destination: DestinationShare): string {
  return textOfParts(partsOf({ ...destination, share: 1 }));
}

function addressOf({ service, port }: Cluster): string {
  return `${service.hostname}:${port.number}`;
}

function withLabels(cluster: Cluster): string {
  const labels = cluster.rule?.subsets.find(({ subset }) => subset.name === cluster.subset)?.subset.labels ?? {};
  const text = Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(',');
  return `${addressOf(cluster)}${text === '' ? '' : ` with ${text}`}`;
}

function policyText({ policy }: Cluster): string {
  return textOf(without(policy, 'tls'));
}

function serverTls(tls: object | undefined): string {
  return textOf(without(tls ?? {}, 'credentialName', 'credentialNames', 'httpsRedirect'));
}

function textOf(fields: object): string {
  return Object.keys(fields).length === 0 ? '' : canonicalJson(fields);
}

function providerOf(spec: unknown): string {
  return textAt(spec, 'provider', 'name') ?? '';
}
