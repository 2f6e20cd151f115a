import { isJsonObject } from '../../mesh/wire/json';
import { Expression, factory, json } from '../code/expression';
import { KindConverter } from './kind';
import { Converter, Properties } from './properties';
import { takeTarget } from './target';
import { duration, flag, list, structWithOverrides, text, texts, textOf, whole } from './values';

const header: Converter = (value, at) => {
  const properties = new Properties(value, at);
  properties.add('name', properties.need('name', text));
  return whole(properties.take('prefix', text).strictly());
};

const claim: Converter = (value, at) => {
  const properties = new Properties(value, at);
  properties.add('header', properties.need('header', text));
  properties.add('claim', properties.need('claim', text));
  return whole(properties.strictly());
};

/** Keys as the library would write them are objects, others stay the text that they are. */
const inlineKeys: Converter = (value) => {
  const written = textOf(value);
  const keys = keysIn(written);
  return whole(
    keys !== undefined && JSON.stringify({ keys }) === written
      ? factory('Jwks', 'keys', json(keys))
      : factory('Jwks', 'inline', json(written)),
  );
};

function keysIn(written: string): unknown {
  try {
    const parsed: unknown = JSON.parse(written);
    return isJsonObject(parsed) && Array.isArray(parsed.keys) && parsed.keys.every(isJsonObject)
      ? parsed.keys
      : undefined;
  } catch {
    return undefined;
  }
}

const keysUri: Converter = (value) => whole(factory('Jwks', 'uri', json(textOf(value))));

const jwtRule = structWithOverrides((rule) => {
  rule.take('issuer', text).take('audiences', texts);
  takeKeys(rule);
  rule
    .take('fromHeaders', list(header))
    .take('fromParams', texts)
    .take('fromCookies', texts)
    .take('outputPayloadToHeader', text)
    .take('forwardOriginalToken', flag)
    .take('outputClaimToHeaders', list(claim))
    .take('timeout', duration)
    .take('spaceDelimitedClaims', texts);
});

function takeKeys(rule: Properties): void {
  const keys: Expression | undefined = rule.convert('jwksUri', keysUri) ?? rule.convert('jwks', inlineKeys);
  if (keys !== undefined) {
    rule.add('jwks', keys);
  }
}

/** Which tokens are taken. */
export const REQUEST_AUTHENTICATION: KindConverter = {
  group: 'security.istio.io',
  kind: 'RequestAuthentication',
  take: (spec) => {
    takeTarget(spec);
    spec.take('jwtRules', list(jwtRule));
  },
};
