import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { textOfRegex } from '../../../mesh/semantics/string-match';
import { httpMatchesByRegex } from './http-routes';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Regular expressions of paths that have no operators. */
export const REGEX_OF_PLAIN_TEXT: Rule = {
  code: 'CDI0220',
  name: 'RegexOfPlainText',
  severity: Severity.WARNING,
  summary: 'A regular expression for a path has no operators, so only that one path matches.',
  explanation:
    'Envoy compares the whole path with a regular expression: `/api` takes `/api` and nothing below it, as `exact` would. Who writes it most often has a prefix in mind.',
  fix: 'Use `prefix` where everything below is meant, `exact` where only this path is; both are faster than a regular expression.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#StringMatch',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    for (const { object, match, matchPath } of httpMatchesByRegex(mesh)) {
      const regex = match.uri?.regex ?? '';
      const text = regex === '' ? '' : (textOfRegex(regex) ?? '');
      // Who escapes or ends an expression means it as one.
      if (text.startsWith('/') && !/[$\\]/.test(regex)) {
        const message = `The regular expression ${regex} in ${object.title} takes the path ${text} only, and nothing below it`;
        report({ object, path: [...matchPath, 'uri', 'regex'], message });
      }
    }
  },
};
