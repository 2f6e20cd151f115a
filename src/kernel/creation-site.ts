import { IConstruct } from 'constructs';

/**
 * On the root of a tree: whether the places in the program that make constructs are noted. On a construct: an error that was made there,
 * because Node writes its stack, which takes long, when somebody asks for it.
 */
const SITE = Symbol.for('cdk8s-istio.creation-site');

type Noted = IConstruct & { [SITE]?: Error | true };

/** A line of a stack: `at f (file:12:3)` or `at file:12:3`. */
const FRAME = /^\s*at (?:.*\()?(?:file:\/\/)?(.+?:\d+:\d+)\)?$/;
/** Code that makes constructs for its user: this library, and what it stands on. */
const LIBRARY =
  /[\\/]node_modules[\\/]|[\\/](?:src[\\/](?:kernel|networking|security|telemetry|extensions|credentials|patterns)|lib)[\\/]|^node:|<anonymous>/;

/** Has the place be noted in the program that makes each construct of a tree, from now on. */
export function noteCreationSites(root: IConstruct): void {
  (root as Noted)[SITE] = true;
}

/** Notes where the construct is made, if its tree asks for it. */
export function noteCreationSite(construct: IConstruct): void {
  if ((construct.node.root as Noted)[SITE] === true) {
    (construct as Noted)[SITE] = new Error();
  }
}

/** Where the construct is made, or the nearest above it of which that is known, as `file:line:column`. */
export function creationSiteOf(construct: IConstruct): string | undefined {
  for (let at: IConstruct | undefined = construct; at !== undefined; at = at.node.scope) {
    const noted = (at as Noted)[SITE];
    const site = noted === undefined || noted === true ? undefined : siteIn(noted.stack ?? '');
    if (site !== undefined) {
      return site;
    }
  }
  return undefined;
}

/** The innermost place in a stack that is the user's own. */
function siteIn(stack: string): string | undefined {
  return stack
    .split('\n')
    .map((line) => FRAME.exec(line)?.[1])
    .find((site) => site !== undefined && !LIBRARY.test(site));
}
