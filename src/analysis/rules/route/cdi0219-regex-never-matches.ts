import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { httpMatchesByRegex, stringMatchesOf } from './http-routes';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Regular expressions that no text matches. */
export const REGEX_NEVER_MATCHES: Rule = {
  code: 'CDI0219',
  name: 'RegexNeverMatches',
  severity: Severity.ERROR,
  summary: 'A regular expression has an anchor where a text neither begins nor ends.',
  explanation:
    'Envoy compares the whole text with a regular expression. `^` stands for its beginning and `$` for its end, so that nothing matches where a letter comes before the one or after the other: the route is never taken.',
  fix: 'Leave the anchors out: a match is anchored at both ends anyhow. A dollar sign that is meant as such is written `\\$`.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#StringMatch',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    for (const { object, match, matchPath } of httpMatchesByRegex(mesh)) {
      for (const [field, { regex = '' }] of stringMatchesOf(match)) {
        if (regex !== '' && isNeverMatched(regex)) {
          const message = `No text matches the regular expression ${regex} in ${object.title}: it has an anchor in its middle`;
          report({ object, path: [...matchPath, ...field, 'regex'], message });
        }
      }
    }
  },
};

/** A letter right before `^`, or one right after `$` that can't be left out. */
function isNeverMatched(regex: string): boolean {
  // Within brackets both are letters.
  const bare = regex.replace(/\\./g, '_').replace(/\[[^\]]*\]/g, '_');
  return !bare.includes('|') && (/[\w/-]\^/.test(bare) || /\$[\w/-](?![?*{])/.test(bare));
}
