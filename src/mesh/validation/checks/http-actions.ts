import { HttpDirectResponse, HttpMatchRequest, HttpRedirect, HttpRewrite } from '../../wire/networking';
import { Decoded } from '../decode';
import { Faults } from '../validation-fault';
import { faultOfPort } from './ports';
import { faultOfRouteRegex } from './regexes';
import { byteLength } from './text';

const KIB = 1024;
const MIB = 1024 * KIB;

/** What is wrong with a status of HTTP. Istio takes 600 as well. */
export function faultOfStatus(status = 0): string | undefined {
  return status >= 200 && status <= 600 ? undefined : `a status is from 200 to 599, not ${status}`;
}

/** Checks where clients are sent to. Istio tells of the first fault only. */
export function checkRedirect(
  redirect: Decoded<HttpRedirect>,
  matches: readonly Decoded<HttpMatchRequest>[],
  faults: Faults,
): void {
  const { uri = '', prefixRewrite = '', authority = '', scheme = '', redirectCode = 0, port, derivePort } = redirect;
  if (uri !== '' && prefixRewrite !== '') {
    faults.error('uri and prefixRewrite exclude each other', 'prefixRewrite');
  } else if (prefixRewrite !== '' && matches.some((match) => match.uri !== undefined && !isPrefix(match.uri))) {
    faults.error('prefixRewrite needs matches on a prefix of the URI', 'prefixRewrite');
  } else if (`${uri}${prefixRewrite}${authority}${scheme}` === '' && port === undefined && derivePort === undefined) {
    faults.error('a redirect changes the URI, the authority, the scheme or the port');
  } else if (redirectCode !== 0 && (redirectCode < 300 || redirectCode > 399)) {
    faults.error(`the status of a redirect is from 300 to 399, not ${redirectCode}`, 'redirectCode');
  } else if (!['', 'http', 'https'].includes(scheme)) {
    faults.error(`the scheme of a redirect is http or https, not ${scheme}`, 'scheme');
  } else if (port !== undefined && port > 0) {
    faults.error(faultOfPort(port), 'port');
  }
}

function isPrefix({ exact, prefix, regex }: { exact?: string; prefix?: string; regex?: string }): boolean {
  return prefix !== undefined && exact === undefined && regex === undefined;
}

/** Checks a response without a destination. */
export function checkDirectResponse({ body, status }: Decoded<HttpDirectResponse>, faults: Faults): void {
  const size = body?.bytes === undefined ? byteLength(body?.string ?? '') : sizeOfBase64(body.bytes);
  if (size > MIB) {
    faults.error('the body of a response is at most 1 MiB', 'body');
  } else if (size > 100 * KIB) {
    faults.warning('a body of more than 100 KiB is a burden to the control plane', 'body');
  }
  faults.error(faultOfStatus(status), 'status');
}

function sizeOfBase64(text: string): number {
  return Math.floor((text.replace(/=+$/, '').length * 3) / 4);
}

/** Checks how a request is changed on its way. Istio tells of the first fault only. */
export function checkRewrite(
  { uri = '', uriRegexRewrite, authority = '' }: Decoded<HttpRewrite>,
  faults: Faults,
): void {
  if (uri !== '' && uriRegexRewrite !== undefined) {
    faults.error('uri and uriRegexRewrite exclude each other', 'uriRegexRewrite');
  } else if (uri === '' && uriRegexRewrite === undefined && authority === '') {
    faults.error('a rewrite changes the URI or the authority');
  } else if (uriRegexRewrite !== undefined) {
    const { match = '', rewrite = '' } = uriRegexRewrite;
    if (match === '' || rewrite === '') {
      faults.error('uriRegexRewrite needs match and rewrite', 'uriRegexRewrite');
    } else {
      faults.error(faultOfRouteRegex(match), 'uriRegexRewrite', 'match');
    }
  }
}
