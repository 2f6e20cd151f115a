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
  const { headers = {}, withoutHeaders = {}, queryParams = {}, port = 0, sourceNamespace = '' } = match;
  for (const [name, value] of Object.entries(headers)) {
    faults.error(faultOfMatchedHeader(name), 'headers', name);
    faults.error(faultOfStringMatch(value), 'headers', name);
  }
  for (const [name, value] of Object.entries(withoutHeaders)) {
    faults.error(faultOfMatchedHeader(name), 'withoutHeaders', name);
    faults.error(value.regex === ANY_VALUE ? undefined : faultOfStringMatch(value), 'withoutHeaders', name);
  }
  faults.error(faultOfRegexMatch(match.uri), 'uri');
  for (const field of ['scheme', 'method', 'authority'] as const) {
    faults.error(faultOfStringMatch(match[field]), field);
  }
  for (const [name, value] of Object.entries(queryParams)) {
    faults.error(faultOfStringMatch(value), 'queryParams', name);
  }
  faults.error(port === 0 ? undefined : faultOfPort(port), 'port');
  checkLabels(match.sourceLabels, faults.at('sourceLabels'));
  checkGatewayNames(match.gateways ?? [], false, faults.at('gateways').errorsOnly);
  if (sourceNamespace !== '' && !isDnsLabel(sourceNamespace)) {
    faults.error(`"${sourceNamespace}" can't be a namespace`, 'sourceNamespace');
  }
}
