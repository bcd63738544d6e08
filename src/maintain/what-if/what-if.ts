/** Trials of an edit: requests asked before and after it, and which of them it changes. */

import type { RouteOptions } from '../../domain/decision.ts';
import type { LabelledRequest } from '../../domain/labelled-request.ts';
import { once } from '../../domain/once.ts';
import type { Catalog, Reference } from '../../domain/reference.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import type { ChangedRequest, Suggestion } from '../../domain/suggestion.ts';
import { createAnalyzer } from '../../route/profile-inputs.ts';
import type { Router } from '../../route/route.ts';
import type { WordVectors } from '../../search/vectors/word-vectors.ts';
import { layersOver } from '../../storage/overlay/open-layered.ts';
import { partsOf } from '../../storage/pack/parts.ts';
import { routingPackOf } from '../../storage/pack/routing-pack.ts';
import { analyze } from '../../text/analyze.ts';
import { didYouMean } from '../../text/did-you-mean.ts';
import { bracketedPhrases } from '../../text/phrases.ts';

/** What is edited, on trial: nothing of it is changed. */
export interface WhatIf {
  readonly catalog: Catalog;
  /** Decides by what the repository sets for all requests. */
  readonly route: Router;
  /** The router of the catalog with other triggers of some references, or other branches; likewise. */
  readonly routeOver: (edited: Catalog) => Router;
  /** How many references are routed by a term. */
  readonly holding: (term: string) => number;
}

/**
 * Prepare to try edits of a catalog.
 *
 * @param catalog
 *   As it is: it is packed when the first request is asked, and edits are layers over the pack.
 * @param settings
 *   What the repository sets for all requests.
 * @param loadVectors
 *   Gives the table of words, to compare by meaning, too (optional).
 */
export function createWhatIf(
  catalog: Catalog,
  settings: RouteOptions,
  loadVectors: (() => WordVectors | undefined) | undefined,
): WhatIf {
  const parts = once(() => partsOf(routingPackOf(catalog, loadVectors?.())));
  const openLayer = once(() => layersOver(parts(), loadVectors));
  const prepare = once(() => createAnalyzer(catalog.references, catalog.entryTexts));
  const asItIs = new Set(catalog.references);
  const routeOver = (edited: Catalog): Router => {
    const changed = edited.references.filter((reference) => !asItIs.has(reference));
    const removed = new Set(changed.map(({ id }) => id));
    const { route } = openLayer()({ catalog: edited, removed, added: changed.map(prepare()) });
    return (query, options) => route(query, { ...settings, ...options });
  };
  const route = once(() => routeOver(catalog));
  return {
    catalog,
    route: (query, options) => route()(query, options),
    routeOver,
    holding: (term) => parts().profiles.holding(term),
  };
}

/** A request of the run. */
export interface OwnRequest {
  readonly query: string;
  readonly terms: ReadonlySet<string>;
  /** Ids that answer it. */
  readonly expected: readonly string[];
  /** What asking it costs: see `MOST_WORK`. */
  readonly work: number;
}

/** Where each request leads, by its place in the list. */
export type Outcomes = readonly { readonly first: string | undefined; readonly right: boolean }[];

/**
 * Triggers and examples of one reference that are asked as requests: each is held against all the others, so that thousands would
 * take as many thousand times as long. Of 2,395 references none has more than 31.
 */
export const MOST_ASKED = 64;

/**
 * As much is asked of a catalog at once: a request takes about a microsecond for each reference that is routed by one of its words, and
 * as long as a thousand of them for itself. Of 57 catalogues and repositories the largest, of 978 skills, has 4,707 triggers without a
 * word of their own, which come to 7.3 million.
 */
export const MOST_WORK = 7_500_000;
const WORK_OF_ONE = 1000;

/** What it costs to ask for some terms. */
export function workOf(terms: Iterable<string>, holding: WhatIf['holding']): number {
  return [...terms].reduce((work, term) => work + holding(term), WORK_OF_ONE);
}

/** How many triggers and examples with a word a catalog has. */
export function countPhrases({ catalog }: WhatIf): number {
  return ownPhrases(catalog, Number.POSITIVE_INFINITY).length;
}

/** Triggers and examples are requests for their own reference: the first of each, as many as may be asked. */
export function ownRequests({ catalog, holding }: WhatIf): OwnRequest[] {
  const requests: OwnRequest[] = [];
  let left = MOST_WORK;
  for (const request of ownPhrases(catalog, MOST_ASKED)) {
    const work = workOf(request.terms, holding);
    left -= work;
    if (left < 0) break;
    requests.push({ ...request, work });
  }
  return requests;
}

/** Those that say something. */
function ownPhrases({ references }: Catalog, most: number): Omit<OwnRequest, 'work'>[] {
  return references
    .filter(({ entryOnly }) => !entryOnly)
    .flatMap(({ id, triggers, examples }) =>
      [...triggers.flatMap(bracketedPhrases), ...examples].slice(0, most).flatMap((query) => {
        const terms = new Set(analyze(query));
        return terms.size === 0 ? [] : [{ query, terms, expected: [id] }];
      }),
    );
}

/** Requests of an evaluation that expect a reference. */
export function labelled({ catalog, holding }: WhatIf, requests: readonly LabelledRequest[]): OwnRequest[] {
  const ids = new Map<string, string>();
  for (const { id, path, name } of catalog.references) {
    for (const key of [id, path, path.replace(/\.md[xc]?$/i, ''), name]) if (!ids.has(key)) ids.set(key, id);
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
    const terms = new Set(analyze(query));
    return [{ query, terms, expected: wanted, work: workOf(terms, holding) }];
  });
}

/** Ask every request, or those of some places, and keep what is known of the others. */
export function ask(
  route: Router,
  catalog: Catalog,
  asked: readonly OwnRequest[],
  known?: Outcomes,
  again?: ReadonlySet<number>,
): Outcomes {
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

/** How many requests lead to the wrong place. */
export function wrongOf(outcomes: Outcomes): number {
  return outcomes.filter(({ right }) => !right).length;
}

/** The catalog with one more trigger in the file of a reference. */
export function withTrigger(catalog: Catalog, id: string, trigger: string): Catalog {
  const add = <Texts extends { readonly triggers: readonly string[] }>(texts: Texts): Texts => ({
    ...texts,
    triggers: [...texts.triggers, trigger],
  });
  const edit = (reference: Reference) => ({ ...add(reference), ...(reference.own && { own: add(reference.own) }) });
  return {
    ...catalog,
    references: catalog.references.map((reference) => (reference.id === id ? edit(reference) : reference)),
  };
}

/** What an edit wins and loses. */
export function changes(
  tried: WhatIf,
  asked: readonly OwnRequest[],
  before: Outcomes,
  after: Outcomes,
): Pick<Suggestion, 'won' | 'lost'> {
  const won: ChangedRequest[] = [];
  const lost: ChangedRequest[] = [];
  for (const [index, request] of asked.entries()) {
    const [old, now] = [before[index], after[index]];
    if (!old || !now || old.right === now.right) continue;
    (now.right ? won : lost).push(changeOf(tried, request, old.first, now.first));
  }
  return { won, lost };
}

/** A request as it is shown. */
export function changeOf(
  tried: WhatIf,
  { query, expected }: OwnRequest,
  before: string | undefined,
  after: string | undefined,
): ChangedRequest {
  const pathOf = (id: string | undefined) =>
    id === undefined ? undefined : (tried.catalog.references.find((known) => known.id === id)?.path ?? id);
  return { query, expected: expected.map((id) => pathOf(id) ?? id), before: pathOf(before), after: pathOf(after) };
}

/** Whether a reference is the index of another, directly or through others. */
export function isAbove({ parents }: Catalog, id: string, other: string): boolean {
  for (let at = parents.get(other); at !== undefined; at = parents.get(at)) if (at === id) return true;
  return false;
}
