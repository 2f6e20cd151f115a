import { HttpMatchRequest } from '../../wire/networking';
import { Decoded } from '../decode';
import { Faults } from '../validation-fault';
import { checkGatewayNames } from './gateway-names';
import { faultOfMatchedHeader } from './headers';
import { checkLabels, isDnsLabel } from './labels';
import { faultOfPort } from './ports';
import { faultOfRegexMatch, faultOfStringMatch } from './regexes';

/** Stands for any value where headers must not be there, though it is no regular expression. */
const ANY_VALUE = '*';

/** Checks what a route matches on. */
export function checkHttpMatch(match: Decoded<HttpMatchRequest>, faults: Faults): void {
  const { headers, withoutHeaders, queryParams, port = 0, sourceLabels, gateways, sourceNamespace = '' } = match;
  faults.eachEntry('headers', headers, (name, value, place) => {
    place.error(faultOfMatchedHeader(name));
    place.error(faultOfStringMatch(value));
  });
  faults.eachEntry('withoutHeaders', withoutHeaders, (name, value, place) => {
    place.error(faultOfMatchedHeader(name));
    place.error(value.regex === ANY_VALUE ? undefined : faultOfStringMatch(value));
  });
  faults.error(faultOfRegexMatch(match.uri), 'uri');
  faults.error(faultOfStringMatch(match.scheme), 'scheme');
  faults.error(faultOfStringMatch(match.method), 'method');
  faults.error(faultOfStringMatch(match.authority), 'authority');
  faults.eachEntry('queryParams', queryParams, (_, value, place) => place.error(faultOfStringMatch(value)));
  faults.error(port === 0 ? undefined : faultOfPort(port), 'port');
  faults.field('sourceLabels', sourceLabels, checkLabels);
  if (gateways !== undefined) {
    checkGatewayNames(gateways, false, faults.at('gateways').errorsOnly);
  }
  if (sourceNamespace !== '' && !isDnsLabel(sourceNamespace)) {
    faults.error(`"${sourceNamespace}" can't be a namespace`, 'sourceNamespace');
  }
}
