import * as networking from '../../../imports/networking';
import { misuse, show } from '../../kernel/errors';
import { RenderContext } from '../../kernel/istio-resource';
import { isSameJson } from '../../kernel/same-json';
import { RequestFault } from '../request-fault';
import { commonMatch, takesAll } from './common-match';
import { Common } from './common-text';
import { quoteRegex } from './regex-rewrite';

type Match = networking.HttpMatchRequest;
type Route = networking.HttpRoute;

/** The matches of a fault as they are rendered; one without conditions takes every request. */
function matchesOf({ match }: RequestFault, context: RenderContext): Match[] {
  const matches = (match ?? []).flatMap((entry) => entry._render(context));
  return matches.length === 0 ? [{}] : matches;
}

/** Throws if the fault has the name of another one, or a request could be meant by both, of which Istio would play one only. */
export function checkApart(fault: RequestFault, others: readonly RequestFault[], context: RenderContext): void {
  if (others.some(({ name }) => name === fault.name)) {
    throw misuse({
      at: context.owner,
      rule: 'the faults of a VirtualService must have different names',
      received: fault.name,
      fix: 'rename one of them: the copies of routes are named after their faults',
    });
  }
  const matches = matchesOf(fault, context);
  for (const other of others.filter(({ routes }) => share(routes, fault.routes))) {
    const theirs = matchesOf(other, context);
    const meeting = matches.find((a) => theirs.some((b) => commonMatch(a, b).is !== 'nothing'));
    if (meeting !== undefined) {
      throw misuse({
        at: context.owner,
        rule: `a request must not be meant by two faults, ${show(other.name)} and ${show(fault.name)}: one of them would never happen`,
        received: meeting,
        fix: 'make their matches exclude each other (absentHeaders, withoutHeaders), or join delay and abort in one fault',
      });
    }
  }
}

/**
 * The routes with faults: for each fault a copy of each route that it touches, narrowed to the requests meant and right before its
 * route, so that every request still takes the route that it took without the fault. A route that a fault takes as a whole gets it
 * without a copy. Throws for a fault that no request can meet.
 */
export function injectFaults(
  routes: readonly Route[],
  faults: readonly RequestFault[],
  context: RenderContext,
): Route[] {
  const untouched = new Set(faults);
  const rendered = faults.map((fault) => ({ fault, matches: matchesOf(fault, context) }));
  faults.forEach((fault) => checkNames(fault, routes, context));
  const taken: Match[] = [];
  const all = routes.flatMap((route) => {
    let whole = route;
    const copies: Route[] = [];
    for (const { fault, matches } of rendered.filter((entry) => concerns(entry.fault, route))) {
      const narrowed = narrow(route, matches, fault, taken, context);
      if (narrowed.length > 0) {
        checkFree(route, fault, context);
        untouched.delete(fault);
      }
      if (isWhole(route, matches, narrowed)) {
        whole = { ...route, fault: fault.fault._render() };
      } else {
        copies.push(...narrowed);
      }
    }
    taken.push(...ownMatches(route));
    return [...copies, whole];
  });
  untouched.forEach((fault) => {
    throw misuse({
      at: context.owner,
      rule: `fault ${show(fault.name)} must touch a route that forwards requests`,
      received: matchesOf(fault, context),
      fix: 'add the route, or correct the match: a redirect and a direct response can have no fault',
    });
  });
  return all;
}

/** Copies of the route for what it has in common with the matches, and the routes before it have not taken. */
function narrow(
  route: Route,
  matches: readonly Match[],
  fault: RequestFault,
  taken: readonly Match[],
  context: RenderContext,
): Route[] {
  const name = route.name === undefined ? fault.name : `${route.name}-${fault.name}`;
  const copies = ownMatches(route).map((base): Route => {
    const narrowed = matches
      .flatMap((match) => said(commonMatch(base, match), route, fault, context))
      .filter((match) => !taken.some((earlier) => isWithin(match, earlier)));
    const rewrite = route.rewrite && keepRewrite(route.rewrite, base, narrowed);
    return { ...route, name, match: narrowed, rewrite, fault: fault.fault._render() };
  });
  return joined(copies.filter(({ match }) => (match ?? []).length > 0));
}

/** Whether nothing would be left for the route behind its copies. */
function isWhole(route: Route, matches: readonly Match[], copies: readonly Route[]): boolean {
  const copied = copies.flatMap(({ match }) => match ?? []);
  return matches.some(takesAll) || ownMatches(route).every((own) => copied.some((copy) => isWithin(own, copy)));
}

/** Whether the outer match takes whatever the inner one takes. */
function isWithin(inner: Match, outer: Match): boolean {
  return isSameJson(commonMatch(inner, outer), commonMatch(inner, {}));
}

/** A route without matches takes every request, as one with a match without conditions. */
function ownMatches({ match }: Route): readonly Match[] {
  return match === undefined || match.length === 0 ? [{}] : match;
}

/** One route for all copies, unless they rewrite their paths in different ways. */
function joined(copies: readonly Route[]): Route[] {
  const all: Route[] = [];
  for (const copy of copies) {
    const last = all[all.length - 1];
    if (last !== undefined && isSameJson(last.rewrite, copy.rewrite)) {
      all[all.length - 1] = { ...last, match: [...(last.match ?? []), ...(copy.match ?? [])] };
    } else {
      all.push(copy);
    }
  }
  return all.map((copy) => ({ ...copy, match: outermost(copy) }));
}

/** The matches that do not lie within another one, of like ones the first; where a prefix is replaced, a later one takes nothing. */
function outermost({ match = [], rewrite }: Route): Match[] {
  const isOrdered = rewrite?.uri !== undefined;
  return match.filter((entry, index) => {
    const isInEarlier = match.slice(0, index).some((other) => isWithin(entry, other));
    const isInLater = match.slice(index + 1).some((other) => isWithin(entry, other) && !isWithin(other, entry));
    return !isInEarlier && (isOrdered || !isInLater);
  });
}

/** The rewrite of the part that the route's own match has matched, whatever more the copy matches. */
function keepRewrite(rewrite: networking.HttpRewrite, base: Match, copies: readonly Match[]): networking.HttpRewrite {
  const { uri, ...others } = rewrite;
  const from = base.uri === undefined ? '/' : base.uri.prefix;
  const isKept = copies.every((copy) => isSameJson(copy.uri, base.uri));
  if (uri === undefined || from === undefined || isKept) {
    return rewrite;
  }
  const flags = base.ignoreUriCase === true ? '(?i)' : '';
  return {
    ...others,
    uriRegexRewrite: { match: `${flags}^${quoteRegex(from)}`, rewrite: uri.replace(/\\/g, '\\\\') },
  };
}

function said(common: Common<Match>, route: Route, fault: RequestFault, { owner }: RenderContext): Match[] {
  if (common.is === 'unsayable') {
    throw misuse({
      at: owner,
      rule: `fault ${show(fault.name)} and route ${nameOf(route)} both ask for ${common.of}, which one match can't say together`,
      received: route.match,
      fix: 'ask for another header or path, name the routes that are meant with `routes`, or give the fault to the route itself',
    });
  }
  return common.is === 'match' ? [common.match] : [];
}

function concerns({ routes }: RequestFault, { name, redirect, directResponse }: Route): boolean {
  const isMeant = routes === undefined || (name !== undefined && routes.includes(name));
  return isMeant && redirect === undefined && directResponse === undefined;
}

function share(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return a === undefined || b === undefined || a.some((name) => b.includes(name));
}

function checkFree(route: Route, fault: RequestFault, { owner }: RenderContext): void {
  if (route.fault !== undefined) {
    throw misuse({
      at: owner,
      rule: `route ${nameOf(route)} must not get fault ${show(fault.name)}: it has a fault already`,
      received: route.fault,
      fix: 'take one of them away, or name the routes that are meant with `routes`',
    });
  }
}

function checkNames({ name, routes }: RequestFault, all: readonly Route[], { owner }: RenderContext): void {
  const names = all.flatMap((route) => (route.name === undefined ? [] : [route.name]));
  const unknown = routes?.find((route) => !names.includes(route));
  if (unknown !== undefined) {
    throw misuse({
      at: owner,
      rule: `fault ${show(name)} must name routes that there are`,
      received: unknown,
      fix: names.length === 0 ? 'give the routes names' : `choose one of ${names.join(', ')}`,
    });
  }
}

function nameOf({ name }: Route): string {
  return name === undefined ? 'without a name' : show(name);
}
