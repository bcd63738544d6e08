/** Suggest triggers: for requests that lead to the wrong place, phrases of the right file that would win them. */

import { join } from 'node:path';
import type { LabelledRequest } from '../../domain/labelled-request.ts';
import type { Catalog, Reference } from '../../domain/reference.ts';
import type { Suggestion, SuggestResult } from '../../domain/suggestion.ts';
import { foldersBelow } from '../../load/catalog/read-root.ts';
import { finishRuns } from '../../load/disk/journal.ts';
import { replaceFiles } from '../../load/disk/replace-files.ts';
import { degradedBy } from '../degraded-by.ts';
import type { Project } from '../lint/project.ts';
import {
  ask,
  changeOf,
  changes,
  countPhrases,
  labelled,
  type Outcomes,
  type OwnRequest,
  ownRequests,
  type WhatIf,
  withTrigger,
  wrongOf,
} from '../what-if/what-if.ts';
import { addTrigger } from './add-trigger.ts';
import { type MinedTrigger, mineTriggers } from './mine-triggers.ts';
import { openProject, triedIn } from './open-project.ts';

/** What to suggest for. */
export interface SuggestOptions {
  /** A folder: a skill, an index, or a collection of skills. */
  readonly root: string;
  /** Requests with what they should lead to, beside the triggers and examples of the references (default: none). */
  readonly requests?: readonly LabelledRequest[];
  /** Write the triggers into front matter (default: false). */
  readonly write?: boolean;
  /** The word vectors as bytes (default: the file that ships with the package). */
  readonly vectors?: Uint8Array;
}

/** Phrases tried for one reference; the others share less with the requests it loses. */
const TRIED = 8;
/** Triggers suggested for one reference. */
const MOST_FOR_ONE = 3;
/** As much is asked again, counted as what is asked at first: in microseconds, or so. */
const MOST_ASKED_AGAIN = 2_500_000;

/**
 * Suggest triggers for references that lose requests.
 *
 * Every phrase is tried in the router itself, and all requests that share a word with it are asked again: a phrase is
 * suggested only when it wins more than it loses. Reads only, unless `write` is set.
 *
 * @param options
 *   The root, and the requests of an evaluation.
 * @returns
 *   Suggestions in the order to take them, none when nothing is lost or nothing helps.
 * @throws {SignpostError}
 *   `SIGNPOST_ROOT_NOT_FOUND`, `SIGNPOST_ROOT_UNREADABLE`, `SIGNPOST_BAD_CONFIG`; `SIGNPOST_BAD_OPTION` when a request
 *   expects a reference that does not exist; `SIGNPOST_WRITE_FAILED` (nothing is changed).
 * @example
 *   const { suggestions } = suggest({ root: 'references' });
 *   suggestions.map(({ path, trigger }) => `${path}: ${trigger}`);
 */
export function suggest({ root: named, requests = [], write = false, vectors }: SuggestOptions): SuggestResult {
  if (write) finishRuns(foldersBelow(named));
  const project = openProject(named, vectors);
  const { root } = project;
  const tried = triedIn(project);
  const own = ownRequests(tried);
  const asked = [...own, ...labelled(tried, requests)];
  let catalog = project.catalog;
  let outcomes = ask(tried.route, catalog, asked);
  const wrongBefore = wrongOf(outcomes);
  const suggestions: Omit<Suggestion, 'written'>[] = [];
  const budget = createBudget();
  let untried = 0;
  for (const reference of losers(project, asked, outcomes)) {
    for (let count = 0; count < MOST_FOR_ONE; count++) {
      const trial = bestTrigger(tried, catalog, reference.id, asked, outcomes, budget);
      if (trial === 'spent' && count === 0) untried++;
      if (trial === undefined || trial === 'spent') break;
      // A further trigger makes its words less rare everywhere: what was only sampled is asked in full, where that is not too much.
      const best = budget.spend(asked)
        ? { ...trial, outcomes: ask(tried.routeOver(trial.catalog), trial.catalog, asked) }
        : trial;
      if (wrongOf(best.outcomes) >= wrongOf(outcomes)) break;
      const { path } = reference;
      const { text: trigger, source } = best.mined;
      suggestions.push({ root, path, trigger, source, ...changes(tried, asked, outcomes, best.outcomes) });
      ({ catalog, outcomes } = best);
    }
  }
  const written = write ? writeTriggers(project, suggestions) : new Set();
  const open = asked.flatMap((request, index) =>
    outcomes[index]?.right === false ? [changeOf(tried, request, outcomes[index]?.first, outcomes[index]?.first)] : [],
  );
  return {
    suggestions: suggestions.map((suggestion) => ({ ...suggestion, written: written.has(suggestion) })),
    requests: asked.length,
    wrongBefore,
    wrongAfter: wrongOf(outcomes),
    open,
    unasked: countPhrases(tried) - own.length,
    untried,
    ...degradedBy(project.vectors),
  };
}

/** References that lose a request, the one that loses most first. */
function losers(project: Project, asked: readonly OwnRequest[], outcomes: Outcomes): Reference[] {
  const counts = new Map<string, number>();
  for (const [index, { expected }] of asked.entries()) {
    const [id] = expected;
    if (id !== undefined && outcomes[index]?.right === false) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return project.catalog.references
    .filter(({ id, entryOnly }) => counts.has(id) && !entryOnly)
    .sort((a, b) => (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1));
}

interface Trial {
  readonly mined: MinedTrigger;
  readonly catalog: Catalog;
  readonly outcomes: Outcomes;
}

/** The phrase that wins most over what it loses; ties go to the one mined first. */
function bestTrigger(
  { routeOver }: WhatIf,
  catalog: Catalog,
  id: string,
  asked: readonly OwnRequest[],
  outcomes: Outcomes,
  budget: Budget,
): Trial | 'spent' | undefined {
  const reference = catalog.references.find((known) => known.id === id);
  if (!reference) return undefined;
  const lost = asked.filter(({ expected }, index) => expected[0] === id && outcomes[index]?.right === false);
  const tried = mineTriggers(reference)
    .map((mined) => ({ mined, fit: fitOf(mined, lost) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .slice(0, TRIED);
  let best: Trial | undefined;
  for (const { mined } of tried) {
    const changed = withTrigger(catalog, id, mined.text);
    const touched = new Set(
      asked.flatMap(({ terms }, index) => (mined.terms.some((term) => terms.has(term)) ? [index] : [])),
    );
    if (!budget.spend(asked.filter((_request, index) => touched.has(index)))) return best ?? 'spent';
    const after = ask(routeOver(changed), changed, asked, outcomes, touched);
    if (wrongOf(after) < wrongOf(best?.outcomes ?? outcomes)) best = { mined, catalog: changed, outcomes: after };
  }
  return best;
}

/** What requests may still be asked again. */
interface Budget {
  /** Whether there is enough left for some requests; then it is taken. */
  spend(requests: readonly OwnRequest[]): boolean;
}

function createBudget(): Budget {
  let left = MOST_ASKED_AGAIN;
  return {
    spend(requests) {
      const work = requests.reduce((total, one) => total + one.work, 0);
      if (work > left) return false;
      left -= work;
      return true;
    },
  };
}

/** How much of a phrase the requests say that are to be won: the best of them counts. */
function fitOf({ terms }: MinedTrigger, lost: readonly OwnRequest[]): number {
  const fits = lost.map((request) => terms.filter((term) => request.terms.has(term)).length / terms.length);
  return fits.reduce((most, fit) => Math.max(most, fit), 0);
}

/** @returns the suggestions that were written: of front matter that cannot be added to with certainty none is. */
function writeTriggers<S extends Pick<Suggestion, 'path' | 'trigger'>>(
  project: Project,
  suggestions: readonly S[],
): ReadonlySet<S> {
  const texts = new Map<string, { readonly before: string; readonly after: string }>();
  const written = new Set<S>();
  for (const suggestion of suggestions) {
    const { path, trigger } = suggestion;
    // What a link leads to is written where it is.
    if (project.files.isLinked(path)) continue;
    const before = project.document(path)?.text ?? '';
    const after = addTrigger(texts.get(path)?.after ?? before, trigger);
    if (after === undefined) continue;
    texts.set(path, { before, after });
    written.add(suggestion);
  }
  replaceFiles([...texts].map(([path, change]) => ({ path: join(project.root, path), ...change })));
  return written;
}
