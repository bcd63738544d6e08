/** What is known beside a request → what it says for each reference, and what a follow-up inherits. */

import type { RequestContext } from '../domain/decision.ts';
import type { Query } from '../domain/search.ts';
import { analyze } from '../text/analyze.ts';
import { type Glob, type GlobWork, matchGlob, parseGlob, splitPath } from '../text/glob.ts';
import { anyApart } from '../text/languages/any-language.ts';
import type { Profile } from './profile.ts';
import type { Profiles } from './profiles.ts';
import {
  FOLLOW_UP,
  FOLLOW_UP_TERMS,
  INHERITED,
  INHERITS_SCOPE,
  MOST_TURNS,
  SETTING_DAMPING,
  SHORT_TERMS,
  TURN_DECAY,
} from './thresholds.ts';

/** What a turn before came to by itself. */
export interface AssessedTurn {
  /** Best first. */
  readonly candidates: readonly { readonly profile: Profile; readonly share: number }[];
  /** How sure it is that any of them answers, in [0, 1]. */
  readonly scope: number;
}

/** A context ready to be asked about references. */
export interface PreparedContext {
  /** How much the best glob of a reference says of a file at hand, in [0, 1). */
  readonly files: (profile: Profile) => number;
  /** What a reference has of the turns before, in [0, 1]. */
  readonly inherited: (profile: Profile) => number;
  /** How many of the languages and dependencies at hand a reference names, in [0, 1). */
  readonly setting: (profile: Profile) => number;
  /** References that are put forward though the request may share no word with them. */
  readonly ids: ReadonlySet<string>;
  /** How sure it is that anything answers, by the turns before: 0 unless the request is a follow-up. */
  readonly scope: number;
  /** How much the request inherits from the turn before it, in [0, 1]. */
  readonly followUp: number;
}
const MOST_FILES = 200;
const LONGEST_PATH = 1000;
/** Globs of one document, and comparisons of paths with globs in one request: some fifty milliseconds. */
const MOST_GLOBS = 32;
const MOST_WORK = 10_000_000;
const MOST_NAMES = 1000;

/** How a request begins that goes on from another. */
const GOES_ON = new RegExp(`^\\P{L}*${anyApart('goesOn')}`, 'iu');
/** Words that stand for something said before. */
const REFERS_BACK = new RegExp(anyApart('refersBack'), 'iu');

/**
 * Prepare a context.
 *
 * @param context
 *   As the caller gave it.
 * @param query
 *   The request.
 * @param profiles
 *   All references.
 * @param assessTurn
 *   What a turn before came to by itself.
 * @returns
 *   `undefined` where the context says nothing.
 */
export function prepareContext(
  { files = [], history = [], languages = [], dependencies = [] }: RequestContext,
  query: Query,
  profiles: Profiles,
  assessTurn: (turn: string) => AssessedTurn,
): PreparedContext | undefined {
  if ([files, history, languages, dependencies].every(({ length }) => length === 0)) return undefined;
  const paths = [...new Set(files)].slice(0, MOST_FILES).filter(({ length }) => length <= LONGEST_PATH);
  const atHand = filesAtHand(paths.map(splitPath));
  const names = [...new Set([...languages, ...dependencies])].slice(0, MOST_NAMES);
  const setting = names.map((name) => analyze(name)).filter(({ length }) => length > 0);
  const followUp = followUpOf(query);
  const inheritance = inherit(history, followUp, assessTurn);
  const ids = new Set(inheritance.shares.keys());
  if (paths.length > 0) {
    for (const profile of profiles.withGlobs) if (atHand(profile) > 0) ids.add(profile.reference.id);
  }
  return {
    files: atHand,
    inherited: ({ reference }) => inheritance.shares.get(reference.id) ?? 0,
    setting: (profile) => settingOf(profile, setting),
    ids,
    scope: inheritance.scope,
    followUp: history.length === 0 ? 0 : followUp,
  };
}

/** How likely a request goes on from the one before: the less it says by itself, the more. */
function followUpOf({ text, terms }: Query): number {
  if (terms.length === 0) return FOLLOW_UP.withoutTerms;
  if (GOES_ON.test(text)) return FOLLOW_UP.goesOn;
  if (terms.length <= FOLLOW_UP_TERMS && REFERS_BACK.test(text)) return FOLLOW_UP.refersBack;
  return terms.length <= SHORT_TERMS ? FOLLOW_UP.short : FOLLOW_UP.other;
}

function inherit(
  history: readonly string[],
  followUp: number,
  assessTurn: (turn: string) => AssessedTurn,
): { readonly shares: ReadonlyMap<string, number>; readonly scope: number } {
  const shares = new Map<string, number>();
  let scope = 0;
  let weight = followUp;
  for (const turn of history.slice(-MOST_TURNS).reverse()) {
    const assessment = assessTurn(turn);
    // A turn that nothing answered was about something else.
    for (const { profile, share } of assessment.candidates.slice(0, INHERITED)) {
      const { id } = profile.reference;
      shares.set(id, Math.min(1, (shares.get(id) ?? 0) + weight * share * assessment.scope));
    }
    if (followUp >= INHERITS_SCOPE) scope = Math.max(scope, weight * assessment.scope);
    weight *= TURN_DECAY;
  }
  return { shares, scope };
}

/** Globs of a document are read once. */
const globs = new WeakMap<Profile, readonly Glob[]>();

function globsOf(profile: Profile): readonly Glob[] {
  const known = globs.get(profile);
  if (known) return known;
  const own = profile.reference.globs.slice(0, MOST_GLOBS).flatMap((pattern) => parseGlob(pattern) ?? []);
  globs.set(profile, own);
  return own;
}

/** How much the best glob of a reference says of a file at hand; each reference is asked about once. */
function filesAtHand(paths: readonly (readonly (readonly string[])[])[]): (profile: Profile) => number {
  const known = new Map<Profile, number>();
  const work: GlobWork = { left: MOST_WORK };
  return (profile) => {
    let most = known.get(profile);
    if (most === undefined) {
      most = 0;
      for (const glob of globsOf(profile)) {
        for (const path of paths) most = Math.max(most, matchGlob(glob, path, work) ?? 0);
      }
      known.set(profile, most);
    }
    return most;
  };
}

/** How many names at hand it holds where it is routed by, each with all its terms: none 0, two half, many near 1. */
function settingOf({ routingTerms }: Profile, names: readonly (readonly string[])[]): number {
  const named = names.filter((terms) => terms.every((term) => routingTerms.has(term))).length;
  return named === 0 ? 0 : named / (named + SETTING_DAMPING);
}
