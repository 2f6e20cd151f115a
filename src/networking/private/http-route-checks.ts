import * as networking from '../../../imports/networking';
import { StringMatchKind } from '../../kernel/string-match';
import { renderCors } from '../cors-policy';
import { authoritiesIn, renderHeaders } from '../header-operations';
import { HttpMatch } from '../http-match';
import { CheckedMirror, HttpMirror } from '../http-mirror';
import { HttpRedirect } from '../http-redirect';
import { HttpRewrite } from '../http-rewrite';
import { HttpForwardOptions } from '../http-route-options';
import { checkRetries } from './argument-types';
import { Field } from './field';
import { renderPercent } from './percent';

/** Its name, and what a route does to its requests beside forwarding them, as far as it needs no context; most routes do nothing. */
export function renderPolicies(options: HttpForwardOptions, field: Field): networking.HttpRoute {
  const { name, headers, cors, rewrite, timeout, retries, fault, mirrorPercent } = options;
  return {
    ...(name !== undefined && { name }),
    ...(headers !== undefined && { headers: renderHeaders(headers, field.of('headers')) }),
    ...(cors !== undefined && { corsPolicy: renderCors(cors, field.of('cors')) }),
    ...(rewrite !== undefined && { rewrite: rewrite._render() }),
    ...(timeout !== undefined && { timeout: field.of('timeout').duration(timeout) }),
    ...(retries !== undefined && { retries: checkRetries(retries)._render() }),
    ...(fault !== undefined && { fault: fault._render() }),
    ...(mirrorPercent !== undefined && { mirrorPercent: field.of('mirrorPercent').whole(mirrorPercent, 0, 100) }),
  };
}

const NO_MIRRORS = {};

/** The mirrors of a route; throws where Istio would refuse or ignore one. */
export function checkMirrors(
  options: HttpForwardOptions,
  field: Field,
): { mirrors?: CheckedMirror[]; mirror?: CheckedMirror } {
  const { mirrors, mirror, mirrorPercent } = options;
  if (mirrors === undefined && mirror === undefined && mirrorPercent === undefined) {
    return NO_MIRRORS;
  }
  if (mirror !== undefined && mirrors !== undefined && mirrors.length > 0) {
    throw field.fault('must not have both mirror and mirrors', mirrors.length, 'move `mirror` into `mirrors`');
  }
  if (mirrorPercent !== undefined && mirror === undefined) {
    throw field
      .of('mirrorPercent')
      .fault('must come with mirror', mirrorPercent, 'use the percentage of each entry of `mirrors`');
  }
  if (mirrorPercent !== undefined && mirror?.percentage !== undefined) {
    throw field
      .of('mirrorPercent')
      .fault('must not come with a percentage in mirror', mirrorPercent, 'leave mirrorPercent out');
  }
  return {
    mirrors: mirrors?.map((entry, index) => checkMirror(entry, field.of('mirrors').entry(index))),
    mirror: mirror && checkMirror(mirror, field.of('mirror')),
  };
}

/** Throws unless every match of the route that has a path has a prefix, for a redirect that replaces it. */
export function checkPrefixes(redirect: HttpRedirect, matches: readonly HttpMatch[] | undefined): void {
  if (!redirect._replacesPrefix) {
    return;
  }
  const uris = (matches ?? []).flatMap((match) => match._uris);
  const other = uris.find((uri) => uri !== undefined && uri.kind !== StringMatchKind.PREFIX);
  if (other !== undefined) {
    throw new Field('redirect.prefixRewrite').fault(
      'must have a prefix in every match of the route that has a path',
      other._render(),
      'use HttpMatch.rawPathPrefix(), or `uri` of the redirect',
    );
  }
}

/** Throws if the authority is set twice, or a path prefix would be rewritten so that it grows together with the rest. */
export function checkRewrite(
  rewrite: HttpRewrite | undefined,
  matches: readonly HttpMatch[] | undefined,
  headers: networking.Headers | undefined,
): void {
  if (rewrite === undefined && headers === undefined) {
    return;
  }
  const authorities = [...(rewrite?._authority === undefined ? [] : [rewrite._authority]), ...authoritiesIn(headers)];
  if (authorities.length > 1) {
    throw new Field('http').fault(
      'must set the authority of requests once',
      authorities,
      'keep one of rewrite.authority, `host` and `:authority` in the headers of requests',
    );
  }
  const uri = rewrite?._path.uri;
  if (uri !== undefined && !uri.endsWith('/') && (matches ?? []).some((match) => match._uris.length > 1)) {
    throw new Field('rewrite.uri').fault(
      "must end in '/' with HttpMatch.pathPrefix(), which takes the slash behind the prefix too",
      uri,
      `use HttpRewrite.pathPrefix(<the prefix>, '${uri}')`,
    );
  }
}

function checkMirror({ destination, percentage }: HttpMirror, field: Field): CheckedMirror {
  return { destination, percentage: renderPercent(percentage, field.of('percentage')) };
}
