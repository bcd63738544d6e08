/** Suggest triggers: for requests that lead to the wrong place, phrases of the right file that would win them. */

import { join } from 'node:path';
import { distinctRoots, readRoot } from '../../catalog/index.ts';
import type { LabelledRequest } from '../../contracts/labelled-request.ts';
import type { Catalog, Reference } from '../../contracts/reference.ts';
import type { ChangedRequest, Suggestion, SuggestResult } from '../../contracts/suggestion.ts';
import { SignpostError } from '../../diagnostics/index.ts';
import { createCatalogRouter } from '../../route/index.ts';
import { analyze } from '../../text/index.ts';
import { findConfig } from '../config/index.ts';
import { didYouMean } from '../did-you-mean.ts';
import { replaceFiles } from '../index-blocks/replace-files.ts';
import { phrasesOf } from '../lint/fields.ts';
import { createProject, isAbove, type Project, referencesOf } from '../lint/project.ts';
import { createRootFiles } from '../lint/root-files.ts';
import { addTrigger } from './add-trigger.ts';
import { type MinedTrigger, mineTriggers } from './mine-triggers.ts';

/** What to suggest for. */
export interface SuggestOptions {
  /** A folder: a skill, an index, or a collection of skills. */
  readonly root: string;
  /** Requests with what they should lead to, beside the triggers and examples of the references (default: none). */
  readonly requests?: readonly LabelledRequest[];
  /** Write the triggers into front matter (default: false). */
  readonly write?: boolean;
}

/** A request of the run. */
interface Asked {
  readonly query: string;
  readonly terms: ReadonlySet<string>;
  /** Ids that answer it. */
  readonly expected: readonly string[];
}

/** Where each request leads, by its place in the list. */
type Outcomes = readonly { readonly first: string | undefined; readonly right: boolean }[];

/** Phrases tried for one reference; the others share less with the requests it loses. */
const TRIED = 8;
/** Triggers suggested for one reference. */
const MOST_FOR_ONE = 3;

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
export function suggest({ root: named, requests = [], write = false }: SuggestOptions): SuggestResult {
  if (typeof named !== 'string' || named === '') {
    throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected `root`, expected a folder');
  }
  const [root = named] = distinctRoots([named]);
  const read = readRoot(root);
  const project = createProject(root, read.documents, read.messages, findConfig(root), createRootFiles(root));
  const asked = [...ownRequests(project), ...labelled(project, requests)];
  let catalog = project.catalog;
  let outcomes = ask(catalog, asked);
  const wrongBefore = wrongOf(outcomes);
  const suggestions: Omit<Suggestion, 'written'>[] = [];
  for (const reference of losers(project, asked, outcomes)) {
    for (let count = 0; count < MOST_FOR_ONE; count++) {
      const trial = bestTrigger(catalog, reference.id, asked, outcomes);
      if (!trial) break;
      // A further trigger makes its words less rare everywhere: what was only sampled is asked in full.
      const best = { ...trial, outcomes: ask(trial.catalog, asked) };
      if (wrongOf(best.outcomes) >= wrongOf(outcomes)) break;
      const { path } = reference;
      const { text: trigger, source } = best.mined;
      suggestions.push({ root, path, trigger, source, ...changes(project, asked, outcomes, best.outcomes) });
      ({ catalog, outcomes } = best);
    }
  }
  const written = write ? writeTriggers(project, suggestions) : new Set();
  const open = asked.flatMap((request, index) =>
    outcomes[index]?.right === false
      ? [changeOf(project, request, outcomes[index]?.first, outcomes[index]?.first)]
      : [],
  );
  return {
    suggestions: suggestions.map((suggestion) => ({ ...suggestion, written: written.has(suggestion) })),
    requests: asked.length,
    wrongBefore,
    wrongAfter: wrongOf(outcomes),
    open,
  };
}

/** Triggers and examples are requests for their own reference. */
function ownRequests(project: Project): Asked[] {
  return referencesOf(project).flatMap(({ reference, document }) =>
    phrasesOf(document).flatMap(({ text }) => {
      const terms = new Set(analyze(text));
      return terms.size === 0 ? [] : [{ query: text, terms, expected: [reference.id] }];
    }),
  );
}

function labelled(project: Project, requests: readonly LabelledRequest[]): Asked[] {
  const ids = new Map<string, string>();
  for (const { id, path, name } of project.catalog.references) {
    for (const key of [id, path, path.replace(/\.mdx?$/i, ''), name]) if (!ids.has(key)) ids.set(key, id);
  }
  return requests.flatMap(({ query, expected, acceptable }) => {
    if (expected === null || expected.length === 0) return [];
    const wanted = [...expected, ...acceptable].map((key) => {
      const id = ids.get(key);
      if (id !== undefined) return id;
      const meant = didYouMean(key, ids.keys());
      const hint = meant === undefined ? '' : `: did you mean \`${meant}\`?`;
      const reason = `Unexpected \`${key}\` as the answer to “${query}”, expected a reference of the root${hint}`;
      throw new SignpostError('SIGNPOST_BAD_OPTION', reason);
    });
    return [{ query, terms: new Set(analyze(query)), expected: wanted }];
  });
}

/** Ask every request, or those of some places, and keep what is known of the others. */
function ask(catalog: Catalog, asked: readonly Asked[], known?: Outcomes, again?: ReadonlySet<number>): Outcomes {
  const { route } = createCatalogRouter(catalog);
  return asked.map((request, index) => {
    const before = known?.[index];
    if (before && !again?.has(index)) return before;
    const first = route(request.query, { limit: 1 }).references[0]?.id;
    const right = first !== undefined && (request.expected.includes(first) || leads(catalog, request.expected, first));
    return { first, right };
  });
}

/** A file below the index that was expected answers for it. */
function leads(catalog: Catalog, expected: readonly string[], id: string): boolean {
  return expected.some((wanted) => isAbove(catalog, wanted, id));
}

function wrongOf(outcomes: Outcomes): number {
  return outcomes.filter(({ right }) => !right).length;
}

/** References that lose a request, the one that loses most first. */
function losers(project: Project, asked: readonly Asked[], outcomes: Outcomes): Reference[] {
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
function bestTrigger(catalog: Catalog, id: string, asked: readonly Asked[], outcomes: Outcomes): Trial | undefined {
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
    const after = ask(changed, asked, outcomes, touched);
    if (wrongOf(after) < wrongOf(best?.outcomes ?? outcomes)) best = { mined, catalog: changed, outcomes: after };
  }
  return best;
}

/** How much of a phrase the requests say that are to be won: the best of them counts. */
function fitOf({ terms }: MinedTrigger, lost: readonly Asked[]): number {
  return Math.max(0, ...lost.map((request) => terms.filter((term) => request.terms.has(term)).length / terms.length));
}

function withTrigger(catalog: Catalog, id: string, trigger: string): Catalog {
  return {
    ...catalog,
    references: catalog.references.map((reference) =>
      reference.id === id ? { ...reference, triggers: [...reference.triggers, trigger] } : reference,
    ),
  };
}

function changes(
  project: Project,
  asked: readonly Asked[],
  before: Outcomes,
  after: Outcomes,
): Pick<Suggestion, 'won' | 'lost'> {
  const won: ChangedRequest[] = [];
  const lost: ChangedRequest[] = [];
  for (const [index, request] of asked.entries()) {
    const [old, now] = [before[index], after[index]];
    if (!old || !now || old.right === now.right) continue;
    (now.right ? won : lost).push(changeOf(project, request, old.first, now.first));
  }
  return { won, lost };
}

function changeOf(
  project: Project,
  { query, expected }: Asked,
  before: string | undefined,
  after: string | undefined,
): ChangedRequest {
  const pathOf = (id: string | undefined) =>
    id === undefined ? undefined : (project.catalog.references.find((known) => known.id === id)?.path ?? id);
  return { query, expected: expected.map((id) => pathOf(id) ?? id), before: pathOf(before), after: pathOf(after) };
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
    const before = project.document(path)?.text ?? '';
    const after = addTrigger(texts.get(path)?.after ?? before, trigger);
    if (after === undefined) continue;
    texts.set(path, { before, after });
    written.add(suggestion);
  }
  replaceFiles([...texts].map(([path, change]) => ({ path: join(project.root, path), ...change })));
  return written;
}
