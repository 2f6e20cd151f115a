import { IConstruct } from 'constructs';

/**
 * On the root of a tree whose places are noted: the folder that they are told from. On a construct: an error that was made there, because
 * Node writes its stack, which takes long, when somebody asks for it.
 */
const SITE = Symbol.for('cdk8s-istio.creation-site');

type Noted = IConstruct & { [SITE]?: Error | string };

/** A line of a stack: `at f (file:12:3)` or `at file:12:3`. */
const FRAME = /^\s*at (?:.*\()?(?:file:\/\/)?(.+?:\d+:\d+)\)?$/;
/** Code of packages and of Node. */
const NOT_OF_THE_USER = /[\\/]node_modules[\\/]|^node:|<anonymous>/;
/** What follows the folder of this library: that of the bundles, or that of the sources. */
const THIS_FILE = /(?:kernel[\\/])?[^\\/]+$/;

/**
 * Has the place be noted in the program that makes each construct of a tree, from now on.
 *
 * @param folder the folder that the program runs in: places in it are told from there, as editors and reports of pipelines take them
 */
export function noteCreationSites(root: IConstruct, folder: string): void {
  (root as Noted)[SITE] = folder;
}

/** Notes where the construct is made, if its tree asks for it. */
export function noteCreationSite(construct: IConstruct): void {
  if (typeof (construct.node.root as Noted)[SITE] === 'string') {
    (construct as Noted)[SITE] = new Error();
  }
}

/** Where the construct is made, or the nearest above it of which that is known, as `file:line:column`. */
export function creationSiteOf(construct: IConstruct): string | undefined {
  const folder = (construct.node.root as Noted)[SITE];
  for (let at: IConstruct | undefined = construct; at !== undefined; at = at.node.scope) {
    const noted = (at as Noted)[SITE];
    const site = noted instanceof Error ? siteIn(noted.stack ?? '') : undefined;
    if (site !== undefined) {
      return typeof folder === 'string' ? fromFolder(folder, site) : site;
    }
  }
  return undefined;
}

/** The innermost place in a stack that is the user's own: its first line is of this file, which tells where this library lies. */
export function siteIn(stack: string): string | undefined {
  const [own = '', ...frames] = stack
    .split('\n')
    .map((line) => FRAME.exec(line)?.[1])
    .filter((site) => site !== undefined);
  const library = own.replace(THIS_FILE, '');
  return frames.find((each) => !NOT_OF_THE_USER.test(each) && !(library !== '' && each.startsWith(library)));
}

/** A place as it is told from a folder, if it lies in that. */
export function fromFolder(folder: string, site: string): string {
  const isWithin = site.startsWith(folder) && /[\\/]/.test(site.charAt(folder.length));
  return isWithin ? site.slice(folder.length + 1) : site;
}
