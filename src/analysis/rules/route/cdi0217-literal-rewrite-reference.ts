import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { groupsOfRegex } from '../../../kernel/re2';
import { httpRoutesWith } from './http-routes';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** References to groups of a regular expression that are none. */
export const LITERAL_REWRITE_REFERENCE: Rule = {
  code: 'CDI0217',
  name: 'LiteralRewriteReference',
  severity: Severity.ERROR,
  summary: 'A rewrite refers to a group of a regular expression in a way that is taken as plain text.',
  explanation:
    'Groups can only be referred to in `uriRegexRewrite.rewrite`, as `\\1`, and only those that `match` has. `rewrite.uri` is plain text, and so is `$1` everywhere: the service gets a path with these very characters in it.',
  fix: 'Use `uriRegexRewrite` with `match` and `rewrite`, and `\\1` for the first group.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#RegexRewrite',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    for (const { object, route, path } of httpRoutesWith(mesh, 'rewrite')) {
      const { uri = '', uriRegexRewrite: { match = '', rewrite = '' } = {} } = route.rewrite ?? {};
      const plain = /(\\|\$)[1-9]/.exec(uri)?.[0];
      if (plain !== undefined) {
        const message = `A rewrite of ${object.title} writes ${plain} into the path, as rewrite.uri knows no groups`;
        report({ object, path: [...path, 'rewrite', 'uri'], message });
      }
      const literal = /\$[1-9]/.exec(rewrite)?.[0] ?? missingGroup(match, rewrite);
      if (literal !== undefined) {
        const message = `A rewrite of ${object.title} has ${literal}, which is no group of ${match}`;
        report({ object, path: [...path, 'rewrite', 'uriRegexRewrite', 'rewrite'], message });
      }
    }
  },
};

/** The first reference to a group that the expression does not have. */
function missingGroup(match: string, rewrite: string): string | undefined {
  const references = [...rewrite.matchAll(/\\([0-9])/g)];
  const groups = references.length === 0 ? 0 : (groupsOfRegex(match) ?? 9);
  return references.find(([, digit]) => Number(digit) > groups)?.[0];
}
