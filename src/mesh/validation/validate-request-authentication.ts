import { MeshObject } from '../mesh-object';
import { JwtRule, RequestAuthenticationSpec } from '../wire/security';
import { faultOfDuration } from './checks/durations';
import { readJwks } from './checks/jwks';
import { checkTargets } from './checks/selectors';
import { schemeOfUrl } from './checks/urls';
import { Decoded } from './decode';
import { Faults } from './validation-fault';

/** What a claim may be handed on in; less than HTTP allows. */
const HEADER_NAME = /^[-_A-Za-z0-9]+$/;

/** Checks a RequestAuthentication as Istio does. */
export function validateRequestAuthentication(
  spec: Decoded<RequestAuthenticationSpec>,
  _object: MeshObject,
  faults: Faults,
): void {
  checkTargets(spec, faults);
  faults.each('jwtRules', spec.jwtRules, checkJwtRule);
}

function checkJwtRule(rule: Decoded<JwtRule>, faults: Faults): void {
  const { issuer = '', jwksUri = '', jwks = '' } = rule;
  checkTexts('audiences', rule.audiences, 'an audience is empty', faults);
  if (issuer === '' && jwksUri === '') {
    faults.error('a rule needs the issuer or the jwksUri', 'issuer');
  }
  if (jwksUri !== '') {
    faults.error(faultOfJwksUri(jwksUri), 'jwksUri');
  }
  if (jwks !== '') {
    checkJwks(jwks, faults.at('jwks'));
  }
  faults.each('fromHeaders', rule.fromHeaders, ({ name = '' }, place) =>
    place.error(name === '' ? 'the name of the header is missing' : undefined, 'name'),
  );
  checkTexts('fromParams', rule.fromParams, 'the name of a parameter is missing', faults);
  checkTexts('fromCookies', rule.fromCookies, 'the name of a cookie is missing', faults);
  faults.each('outputClaimToHeaders', rule.outputClaimToHeaders, ({ claim = '', header = '' }, place) => {
    if (claim === '' || header === '') {
      place.error('a claim that is handed on needs its name and that of the header');
    } else if (!HEADER_NAME.test(header)) {
      place.error(`"${header}" can't be the name of a header for a claim`, 'header');
    }
  });
  faults.error(faultOfDuration(rule.timeout), 'timeout');
}

function checkTexts(field: string, texts: readonly string[] | undefined, message: string, faults: Faults): void {
  faults.each(field, texts, (text, place) => place.error(text === '' ? message : undefined));
}

function checkJwks(jwks: string, faults: Faults): void {
  const read = readJwks(jwks);
  if (typeof read === 'string') {
    faults.error(`jwks is no JSON Web Key Set: ${read}`);
    return;
  }
  for (const index of read.privateKeys) {
    faults.warning(`the key ${index} of jwks is a private one, which nobody but the issuer should have`);
  }
}

function faultOfJwksUri(uri: string): string | undefined {
  return ['http', 'https'].includes(schemeOfUrl(uri) ?? '') ? undefined : `"${uri}" is no URL of http or https`;
}
