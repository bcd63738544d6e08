/** Trials of an edit: requests asked before and after it, and which of them it changes. */

import type { RouteOptions } from '../../domain/decision.ts';
import type { LabelledRequest } from '../../domain/labelled-request.ts';
import type { Catalog } from '../../domain/reference.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import type { ChangedRequest, Suggestion } from '../../domain/suggestion.ts';
import type { Router } from '../../route/route.ts';
import type { WordVectors } from '../../search/vectors/word-vectors.ts';
import { type CatalogRouter, createCatalogRouter } from '../../storage/memory/catalog-router.ts';
import { analyze } from '../../text/analyze.ts';
import { didYouMean } from '../../text/did-you-mean.ts';
import { bracketedPhrases } from '../../text/phrases.ts';

/** What is edited, on trial: nothing of it is changed. */
export interface WhatIf {
  readonly catalog: Catalog;
  readonly router: Pick<CatalogRouter, 'route' | 'withBranch' | 'withTrigger'>;
  /** What a repository sets for all requests. */
  readonly settings: RouteOptions;
  /** The table of words, for the routers of edited catalogs. */
  readonly vectors: () => WordVectors | undefined;
}

/** A request of the run. */
export interface OwnRequest {
  readonly query: string;
  readonly terms: ReadonlySet<string>;
  /** Ids that answer it. */
  readonly expected: readonly string[];
}

/** Where each request leads, by its place in the list. */
export type Outcomes = readonly { readonly first: string | undefined; readonly right: boolean }[];

/**
 * Triggers and examples of one reference that are asked as requests: each is held against all the others, so that thousands would
 * take as many thousand times as long. Of 2,395 references none has more than 31.
 */
export const MOST_ASKED = 64;

/** Triggers and examples are requests for their own reference, the first of each. */
export function ownRequests({ catalog }: WhatIf, most = MOST_ASKED): OwnRequest[] {
  return catalog.references
    .filter(({ entryOnly }) => !entryOnly)
    .flatMap(({ id, triggers, examples }) =>
      [...triggers.flatMap(bracketedPhrases), ...examples].slice(0, most).flatMap((text) => {
        const terms = new Set(analyze(text));
        return terms.size === 0 ? [] : [{ query: text, terms, expected: [id] }];
      }),
    );
}

/** Requests of an evaluation that expect a reference. */
export function labelled({ catalog }: WhatIf, requests: readonly LabelledRequest[]): OwnRequest[] {
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
    return [{ query, terms: new Set(analyze(query)), expected: wanted }];
  });
}

/** The router of a catalog that was edited, with the settings of the root. */
function routerOver({ settings, vectors }: WhatIf, catalog: Catalog): Router {
  return settled(createCatalogRouter(catalog, vectors).route, settings);
}

/** A router with the settings of the root. */
export function settled(route: Router, settings: RouteOptions): Router {
  return (query, options) => route(query, { ...settings, ...options });
}

/** Ask every request, or those of some places, and keep what is known of the others. */
export function ask(
  tried: WhatIf,
  catalog: Catalog,
  asked: readonly OwnRequest[],
  known?: Outcomes,
  again?: ReadonlySet<number>,
): Outcomes {
  return askRouter(routerOver(tried, catalog), catalog, asked, known, again);
}

/** The same of a router that is there. */
export function askRouter(
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

/** The catalog with one more trigger. */
export function withTrigger(catalog: Catalog, id: string, trigger: string): Catalog {
  return {
    ...catalog,
    references: catalog.references.map((reference) =>
      reference.id === id ? { ...reference, triggers: [...reference.triggers, trigger] } : reference,
    ),
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
