import { factory, json } from '../code/expression';
import { Inexpressible } from './inexpressible';
import { Converter, Properties } from './properties';
import {
  duration,
  enumOf,
  flag,
  list,
  number,
  percent,
  stringMatch,
  struct,
  text,
  texts,
  textOf,
  whole,
} from './values';

/** A redirect. */
export const redirect: Converter = (value, at) => {
  const properties = new Properties(value, at)
    .take('uri', text)
    .take('prefixRewrite', text)
    .take('authority', text)
    .take('port', number)
    .take('derivePort', enumOf('RedirectPort'))
    .take('scheme', enumOf('RedirectScheme'))
    .take('redirectCode', enumOf('RedirectCode'));
  const toHttps = Object.keys(value as object).length === 1 && properties.peek('scheme') === 'https';
  return {
    code: toHttps ? factory('HttpRedirect', 'toHttps') : factory('HttpRedirect', 'to', properties.taken),
    rest: properties.rest,
  };
};

/** A response that the proxy makes itself. */
export const directResponse: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const status = properties.need('status', number);
  const body = properties.peek('body') as { readonly string?: unknown; readonly bytes?: unknown } | undefined;
  const [kind, ...others] = Object.keys(body ?? {});
  if (body === undefined) {
    return { code: factory('HttpDirectResponse', 'status', status), rest: properties.rest };
  }
  if (others.length > 0 || (kind !== 'string' && kind !== 'bytes')) {
    throw new Inexpressible();
  }
  properties.drop('body');
  const method = kind === 'string' ? 'text' : 'base64';
  return {
    code: factory('HttpDirectResponse', method, status, json(textOf(body[kind]))),
    rest: properties.rest,
  };
};

/** What the path and the authority of a request are changed to. */
export const rewrite: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const regex = properties.peek('uriRegexRewrite') as
    { readonly match?: unknown; readonly rewrite?: unknown } | undefined;
  if (regex === undefined && !properties.has('uri')) {
    const authority = properties.need('authority', text);
    return { code: factory('HttpRewrite', 'authority', authority), rest: properties.rest };
  }
  if (regex === undefined) {
    const uri = properties.need('uri', text);
    properties.take('authority', text);
    return { code: factory('HttpRewrite', 'uri', uri, properties.taken), rest: properties.rest };
  }
  if (Object.keys(regex).length !== 2) {
    throw new Inexpressible();
  }
  properties.drop('uriRegexRewrite').take('authority', text);
  const [match, substitution] = [json(textOf(regex.match)), json(textOf(regex.rewrite))];
  return { code: factory('HttpRewrite', 'uriRegex', match, substitution, properties.taken), rest: properties.rest };
};

/** How often a request is tried again. */
export const retries: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const attempts = properties.need('attempts', number);
  if (properties.peek('attempts') === 0 && Object.keys(value as object).length === 1) {
    return whole(factory('HttpRetry', 'disabled'));
  }
  properties.take('perTryTimeout', duration);
  takeRetryOn(properties);
  properties.take('retryRemoteLocalities', flag).take('retryIgnorePreviousHosts', flag).take('backoff', duration);
  return { code: factory('HttpRetry', 'attempts', attempts, properties.taken), rest: properties.rest };
};

/** Conditions first, then status codes, as the library writes them. */
function takeRetryOn(properties: Properties): void {
  const conditions =
    typeof properties.peek('retryOn') === 'string' ? textOf(properties.peek('retryOn')).split(',') : [];
  const statuses = conditions.filter((condition) => /^[1-9]\d{2}$/.test(condition));
  const named = conditions.filter((condition) => !statuses.includes(condition));
  const code = properties.convert('retryOn', (retryOn, at) => {
    if ([...named, ...statuses].join(',') !== retryOn) {
      throw new Inexpressible();
    }
    return list(enumOf('RetryOn'))(named, at);
  });
  if (code !== undefined && named.length > 0) {
    properties.add('retryOn', code);
  }
  if (code !== undefined && statuses.length > 0) {
    properties.add('retryOnStatuses', json(statuses.map(Number)));
  }
}

/** Faults that are injected. */
export const fault: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const delayed = properties.convert('delay', delay);
  const aborted = properties.convert('abort', abort);
  const { rest } = properties;
  if (delayed !== undefined && aborted !== undefined) {
    return { code: factory('HttpFault', 'delayAndAbort', delayed, aborted), rest };
  }
  if (delayed !== undefined) {
    return { code: factory('HttpFault', 'delay', delayed), rest };
  }
  if (aborted !== undefined) {
    return { code: factory('HttpFault', 'abort', aborted), rest };
  }
  throw new Inexpressible();
};

const delay: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const [field, method] = properties.has('fixedDelay') ? ['fixedDelay', 'fixed'] : ['exponentialDelay', 'exponential'];
  const time = properties.need(field, duration);
  if (field === 'fixedDelay' && properties.has('percent') && !properties.has('percentage')) {
    const part = properties.need('percent', number);
    return { code: factory('FaultDelay', 'fixedForWholePercent', time, part), rest: properties.rest };
  }
  const part = properties.need('percentage', percent);
  return { code: factory('FaultDelay', method, time, part), rest: properties.rest };
};

const abort: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const percentage = properties.need('percentage', percent);
  const code = properties.has('httpStatus')
    ? factory('FaultAbort', 'httpStatus', properties.need('httpStatus', number), percentage)
    : properties.has('grpcStatus')
      ? factory('FaultAbort', 'grpcStatus', properties.need('grpcStatus', enumOf('GrpcStatus')), percentage)
      : factory('FaultAbort', 'http2Error', properties.need('http2Error', text), percentage);
  return { code, rest: properties.rest };
};

/** Which origins may use a route. */
export const cors: Converter = struct((policy) =>
  policy
    .take('allowOrigins', list(stringMatch))
    .take('allowOrigin', texts)
    .take('allowMethods', list(enumOf('CorsMethod')))
    .take('allowHeaders', texts)
    .take('exposeHeaders', texts)
    .take('maxAge', duration)
    .take('allowCredentials', flag)
    .take('unmatchedPreflights', enumOf('UnmatchedPreflights')),
);
