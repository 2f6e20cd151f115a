import { textOfSelector } from '../mesh/index/gateway-pods';
import { INGRESS_LABELS, INGRESS_NAMESPACE } from '../mesh/index/ingress-gateway';
import { describeOrigin, Origin } from '../mesh/origin';
import { Client } from './client';
import { Outcome, RequestTrace } from './request-trace';

/** The way of a request in lines that a person reads: what was found, what was tried, how it ends. */
export function traceText(trace: RequestTrace): string {
  return [
    requestLine(trace),
    ...serverLines(trace),
    ...routeLines(trace),
    ...trace.policies.map(({ object, decision, rule }) =>
      line('policy', `${object.title}: ${decision}${rule === undefined ? '' : ` by rule ${rule}`}${at(object.origin)}`),
    ),
    ...trace.destinations.map(({ clusterName, share, missing }) =>
      line('destination', `${percent(share)} ${clusterName}${missing === undefined ? '' : `: ${missing}`}`),
    ),
    ...trace.outcomes.map((outcome) => line('outcome', outcomeText(outcome))),
    ...trace.notes.map((note) => line('note', note)),
  ].join('\n');
}

function requestLine({ request }: RequestTrace): string {
  const { method, scheme, host, port, target, from, isHttp } = request;
  const client = clientText(from);
  return isHttp
    ? `${method} ${scheme}://${host}:${port}${target} from ${client}`
    : `${scheme}://${host}:${port} from ${client}`;
}

/** Outside, or which pod, as far as it was said; of gateways' pods those that Istio has its own are meant. */
function clientText({ isOutside, namespace, labels }: Client): string {
  const own = textOfSelector(labels);
  if (!isOutside) {
    return `a pod of ${namespace}${own === '' ? '' : ` with ${own}`}`;
  }
  const isUsual = own === textOfSelector(INGRESS_LABELS) && namespace === INGRESS_NAMESPACE;
  return isUsual ? 'outside' : `outside by the pods of ${namespace} with ${own}`;
}

function serverLines({ listener, server, credential }: RequestTrace): string[] {
  return [
    ...(listener === undefined ? [] : [line('listener', `port ${listener.port}`)]),
    ...(server === undefined
      ? []
      : [
          line(
            'server',
            `${server.gateway.title} servers[${server.index}] for ${server.hosts.join(', ')}${at(server.gateway.origin)}`,
          ),
        ]),
    ...(credential === undefined ? [] : [line('credential', credential.secret)]),
  ];
}

function routeLines({ virtualHost, failedRoutes, route, connectionRoute: l4 }: RequestTrace): string[] {
  return [
    ...(virtualHost === undefined ? [] : [line('virtual host', virtualHost.name)]),
    ...failedRoutes.map(({ route: { source, route: tried }, mismatch: { condition, expected, got } }) =>
      line(
        'not',
        `${routeTitle(source.object.title, 'http', source.index, tried.name)}: ${condition} has to be ${expected}, is ${got}`,
      ),
    ),
    ...(route === undefined
      ? []
      : [
          line(
            'route',
            `${routeTitle(route.source.object.title, 'http', route.source.index, route.route.name)}${at(route.source.object.origin)}`,
          ),
        ]),
    ...(l4 === undefined
      ? []
      : [line('route', `${routeTitle(l4.object.title, l4.field, l4.index)}${at(l4.object.origin)}`)]),
  ];
}

function routeTitle(object: string, field: string, index: number, name?: string): string {
  return `${object} ${field}[${index}]${name === undefined ? '' : ` (${name})`}`;
}

function outcomeText({ share, connection, status, reason, log }: Outcome): string {
  const answer = connection === 'ok' ? (status === undefined ? '' : ` ${status}`) : ` connection ${connection}`;
  const flags = log === undefined || log.responseFlags === '-' ? '' : ` ${log.responseFlags}`;
  return `${percent(share)}${answer}${flags}: ${reason}`;
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10}%`;
}

function at(origin: Origin): string {
  const place = describeOrigin(origin);
  return place === '' ? '' : ` at ${place}`;
}

function line(what: string, text: string): string {
  return `  ${what.padEnd(12)} ${text}`;
}
