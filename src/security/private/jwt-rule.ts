import * as security from '../../../imports/security';
import { atLeastOneMillisecond, formatDuration } from '../../kernel/duration';
import { misuse } from '../../kernel/errors';
import { deepCopy, withOverrides } from '../../kernel/merge';
import { JwtRule } from '../jwt-rule';
import { Check, checkCount, checkText, checkValues } from './check';
import { isHttpUrl } from './http-url';

const HEADER = /^[!#$%&'*+.^_`|~0-9A-Z-]+$/i;
const STRICT_HEADER = /^[-_A-Za-z0-9]+$/;
const MOST_SPACE_DELIMITED = 64;

/** The rule as it is rendered; throws unless Istio takes it, with errors that begin with `field` and name no construct. */
export function renderJwtRule(rule: JwtRule, field: string): security.JwtRule {
  checkIssuer(rule, field);
  if (rule.spaceDelimitedClaims !== undefined) {
    checkCount(rule.spaceDelimitedClaims, `${field}.spaceDelimitedClaims`, MOST_SPACE_DELIMITED);
  }
  const texts = (name: 'audiences' | 'fromParams' | 'fromCookies' | 'spaceDelimitedClaims') =>
    checkValues(rule[name], `${field}.${name}`, checkText);
  return withOverrides(
    {
      issuer: rule.issuer,
      audiences: texts('audiences'),
      ...rule.jwks?._render(),
      fromHeaders: renderFromHeaders(rule, `${field}.fromHeaders`),
      fromParams: texts('fromParams'),
      fromCookies: texts('fromCookies'),
      outputPayloadToHeader:
        rule.outputPayloadToHeader === undefined
          ? undefined
          : checkHeader(rule.outputPayloadToHeader, `${field}.outputPayloadToHeader`),
      forwardOriginalToken: rule.forwardOriginalToken,
      outputClaimToHeaders: renderClaims(rule, `${field}.outputClaimToHeaders`),
      timeout: rule.timeout && formatDuration(atLeastOneMillisecond(rule.timeout, `${field}.timeout`)),
      spaceDelimitedClaims: texts('spaceDelimitedClaims'),
    },
    deepCopy(rule.overrides),
  );
}

function checkIssuer({ issuer, jwks, overrides }: JwtRule, field: string): void {
  if (issuer === '' || (issuer === undefined && jwks?._isUri !== true && overrides === undefined)) {
    throw misuse({
      rule: `${field} must have an issuer, or the URI of its keys`,
      received: issuer,
      fix: "give `issuer` as the claim 'iss' of the tokens has it, or `jwks: Jwks.uri(...)`",
    });
  }
  if (issuer !== undefined && jwks === undefined && overrides === undefined && !isHttpUrl(issuer)) {
    throw misuse({
      rule: `${field}.issuer must be a URL where no keys are given: istiod looks for them at its OpenID configuration`,
      received: issuer,
      fix: 'add `jwks: Jwks.uri(...)` or `Jwks.inline(...)`',
    });
  }
}

const checkHeader: Check = (value, field) => {
  if (typeof value !== 'string' || !HEADER.test(value)) {
    throw misuse({ rule: `${field} must be the name of a header`, received: value, fix: "write 'x-jwt-payload'" });
  }
  return value;
};

function renderFromHeaders({ fromHeaders }: JwtRule, field: string): security.JwtHeader[] | undefined {
  if (fromHeaders === undefined) {
    return undefined;
  }
  checkCount(fromHeaders, field, Infinity);
  return fromHeaders.map(({ name, prefix }, index) => ({ name: checkHeader(name, `${field}[${index}].name`), prefix }));
}

function renderClaims({ outputClaimToHeaders }: JwtRule, field: string): security.ClaimToHeader[] | undefined {
  if (outputClaimToHeaders === undefined) {
    return undefined;
  }
  checkCount(outputClaimToHeaders, field, Infinity);
  return outputClaimToHeaders.map(({ header, claim }, index) => {
    if (typeof header !== 'string' || !STRICT_HEADER.test(header)) {
      throw misuse({
        rule: `${field}[${index}].header must be a header name of letters, digits, '-' and '_'`,
        received: header,
        fix: "write 'x-jwt-claim-sub'",
      });
    }
    return { header, claim: checkText(claim, `${field}[${index}].claim`) };
  });
}
