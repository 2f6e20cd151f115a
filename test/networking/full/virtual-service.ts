import { Chart, Duration } from 'cdk8s';
import { StringMatch } from '../../../src/kernel/string-match';
import { Backend } from '../../../src/networking/backend';
import { CorsMethod, UnmatchedPreflights } from '../../../src/networking/cors-policy';
import { Destination } from '../../../src/networking/destination';
import { ExportTo } from '../../../src/networking/export-to';
import { FaultAbort } from '../../../src/networking/fault-abort';
import { FaultDelay } from '../../../src/networking/fault-delay';
import { Gateway } from '../../../src/networking/gateway';
import { GrpcStatus } from '../../../src/networking/grpc-status';
import { HttpDirectResponse } from '../../../src/networking/http-direct-response';
import { HttpFault } from '../../../src/networking/http-fault';
import { HttpMatch } from '../../../src/networking/http-match';
import { HttpMatchConditions } from '../../../src/networking/http-match-conditions';
import { HttpRedirect, RedirectCode, RedirectPort, RedirectScheme } from '../../../src/networking/http-redirect';
import { HttpRetry } from '../../../src/networking/http-retry';
import { HttpRewrite } from '../../../src/networking/http-rewrite';
import { HttpRoute } from '../../../src/networking/http-route';
import { RetryOn } from '../../../src/networking/retry-on';
import { TcpRoute } from '../../../src/networking/tcp-route';
import { TlsRoute } from '../../../src/networking/tls-route';
import { VirtualService } from '../../../src/networking/virtual-service';

const backend = Backend.named('cart', { namespace: 'shop' });
const subset = { name: 'v1', backend };
const HEADERS = {
  request: { set: { 'x-a': '1' }, add: { 'x-b': '2' }, remove: ['x-c'] },
  response: { set: { 'x-d': '3' }, add: { 'x-e': '4' }, remove: ['x-f'] },
};
const SOURCE = { sourceLabels: { app: 'front' }, sourceNamespace: 'web' };

/** VirtualServices that between them set every field and every enum value. */
export function build(chart: Chart): void {
  const here = Gateway.fromGatewayName(chart, 'here', 'edge', { namespace: 'shop' });
  const delegate = new VirtualService(chart, 'delegate', {
    metadata: { name: 'cart', namespace: 'carts' },
    http: [HttpRoute.to(Destination.backend(Backend.host('cart.carts.svc.cluster.local')))],
  });
  new VirtualService(chart, 'http', {
    metadata: { namespace: 'shop' },
    hosts: ['shop.example.com'],
    gateways: [here, Gateway.MESH],
    exportTo: [ExportTo.ownNamespace(), ExportTo.namespace('web')],
    http: [
      forwarding([here]),
      ...redirects(),
      HttpRoute.directResponse(HttpDirectResponse.text(200, 'hello'), { match: [HttpMatch.exactPath('/hello')] }),
      HttpRoute.directResponse(HttpDirectResponse.base64(200, 'aGVsbG8='), { match: [HttpMatch.exactPath('/bytes')] }),
      HttpRoute.delegate(delegate, { match: [HttpMatch.pathPrefix('/cart')] }),
      ...legacy(),
      ...cors(),
    ],
  });
  new VirtualService(chart, 'l4', {
    metadata: { namespace: 'shop' },
    services: [backend],
    hosts: ['*.example.com'],
    gateways: [here, Gateway.MESH],
    tls: [
      TlsRoute.split([{ destination: Destination.subset(subset, { port: 443 }), weight: 1 }], {
        match: [
          { sniHosts: ['a.example.com'], destinationSubnets: ['10.0.0.0/8'], port: 443, gateways: [here], ...SOURCE },
        ],
      }),
    ],
    tcp: [
      TcpRoute.split([{ destination: Destination.subset(subset, { port: 9000 }), weight: 1 }], {
        match: [
          {
            destinationSubnets: ['10.0.0.0/8'],
            port: 9000,
            gateways: [here],
            sourceSubnet: '10.1.0.0/16',
            ...SOURCE,
          },
        ],
      }),
    ],
  });
}

/** One match for each way in which a text is compared, in every condition that compares one. */
function matches(gateways: HttpMatchConditions['gateways']): HttpMatch[] {
  const texts = [StringMatch.exact('/a'), StringMatch.prefix('/b'), StringMatch.regex('/c.*')];
  return texts.map((text, index) =>
    HttpMatch.path(text, {
      name: `m${index}`,
      ignoreUriCase: false,
      scheme: text,
      method: text,
      authority: text,
      headers: { 'x-a': text },
      presentHeaders: ['x-b'],
      withoutHeaders: { 'x-c': text },
      absentHeaders: ['x-d'],
      queryParams: { a: text },
      presentQueryParams: ['b'],
      port: 80,
      statPrefix: 'a',
      gateways,
      ...SOURCE,
    }),
  );
}

function forwarding(gateways: HttpMatchConditions['gateways']): HttpRoute {
  return HttpRoute.split([{ destination: Destination.subset(subset, { port: 80 }), weight: 1, headers: HEADERS }], {
    name: 'forward',
    match: matches(gateways),
    headers: HEADERS,
    timeout: Duration.seconds(5),
    rewrite: HttpRewrite.uriRegex('^/(.*)', '/\\1', { authority: 'inner.example.com' }),
    retries: HttpRetry.attempts(3, {
      perTryTimeout: Duration.millis(500),
      retryOn: [RetryOn.GATEWAY_ERROR],
      retryOnStatuses: [503],
      retryRemoteLocalities: true,
      retryIgnorePreviousHosts: false,
      backoff: Duration.millis(10),
    }),
    fault: HttpFault.delayAndAbort(FaultDelay.fixed(Duration.seconds(1), 0.5), FaultAbort.httpStatus(503, 10)),
    mirrors: [{ destination: Destination.subset(subset, { port: 80 }), percentage: 1 }],
  });
}

function redirects(): HttpRoute[] {
  return [
    HttpRedirect.to({
      uri: '/new',
      authority: 'www.example.com',
      port: 8443,
      scheme: RedirectScheme.HTTPS,
      redirectCode: RedirectCode.PERMANENT_REDIRECT,
    }),
    HttpRedirect.to({ prefixRewrite: '/new', derivePort: RedirectPort.FROM_REQUEST_PORT }),
    HttpRedirect.to({ derivePort: RedirectPort.FROM_PROTOCOL_DEFAULT }),
  ].map((redirect, index) => HttpRoute.redirect(redirect, { match: [HttpMatch.rawPathPrefix(`/old/${index}`)] }));
}

/** The fields that Istio has replaced or has no use for. */
function legacy(): HttpRoute[] {
  const to = Destination.backend(backend, { port: 80 });
  const mirrored = Destination.subset(subset, { port: 80 });
  const match = [HttpMatch.exactPath('/legacy')];
  return [
    HttpRoute.to(to, {
      match,
      mirror: { destination: mirrored },
      mirrorPercent: 50,
      rewrite: HttpRewrite.uri('/new'),
      fault: HttpFault.delayAndAbort(
        FaultDelay.fixedForWholePercent(Duration.seconds(1), 50),
        FaultAbort.grpcStatus(GrpcStatus.UNAVAILABLE, 1),
      ),
    }),
    HttpRoute.to(to, {
      match,
      mirror: { destination: mirrored, percentage: 0.5 },
      fault: HttpFault.delayAndAbort(
        FaultDelay.exponential(Duration.seconds(1), 1),
        FaultAbort.http2Error('REFUSED_STREAM', 1),
      ),
    }),
  ];
}

function cors(): HttpRoute[] {
  return Object.values(UnmatchedPreflights).map((unmatchedPreflights) =>
    HttpRoute.to(Destination.backend(backend), {
      cors: {
        ...(unmatchedPreflights === UnmatchedPreflights.UNSPECIFIED
          ? { allowOrigin: ['https://example.com'] }
          : {
              allowOrigins: [
                StringMatch.exact('https://example.com'),
                StringMatch.prefix('https://a.'),
                StringMatch.regex('.*'),
              ],
            }),
        allowMethods: [CorsMethod.GET],
        allowHeaders: ['x-a'],
        exposeHeaders: ['x-b'],
        maxAge: Duration.hours(24),
        allowCredentials: true,
        unmatchedPreflights,
      },
    }),
  );
}
