/** Trials of an edit: requests asked before and after it, and which of them it changes. */

import { shippedVectors } from '../../assets/index.ts';
import { distinctRoots, readRoot } from '../../catalog/index.ts';
import { findConfig } from '../../config/index.ts';
import type { LabelledRequest } from '../../contracts/labelled-request.ts';
import type { Catalog } from '../../contracts/reference.ts';
import type { ChangedRequest, Suggestion } from '../../contracts/suggestion.ts';
import { SignpostError } from '../../diagnostics/index.ts';
import { createCatalogRouter, type Router } from '../../route/index.ts';
import { analyze, didYouMean } from '../../text/index.ts';
import { phrasesOf } from '../lint/fields.ts';
import { createProject, isAbove, type Project, referencesOf } from '../lint/project.ts';
import { createRootFiles } from '../lint/root-files.ts';

/** Open a root for trials. */
export function openProject(named: string): Project {
  if (typeof named !== 'string' || named === '') {
    throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected `root`, expected a folder');
  }
  const [root = named] = distinctRoots([named]);
  const read = readRoot(root);
  return createProject(root, read.documents, read.messages, findConfig(root), createRootFiles(root));
}

/** A request of the run. */
export interface Asked {
  readonly query: string;
  readonly terms: ReadonlySet<string>;
  /** Ids that answer it. */
  readonly expected: readonly string[];
}

/** Where each request leads, by its place in the list. */
export type Outcomes = readonly { readonly first: string | undefined; readonly right: boolean }[];

/** Triggers and examples are requests for their own reference. */
export function ownRequests(project: Project): Asked[] {
  return referencesOf(project).flatMap(({ reference, document }) =>
    phrasesOf(document).flatMap(({ text }) => {
      const terms = new Set(analyze(text));
      return terms.size === 0 ? [] : [{ query: text, terms, expected: [reference.id] }];
    }),
  );
}

/** Requests of an evaluation that expect a reference. */
export function labelled(project: Project, requests: readonly LabelledRequest[]): Asked[] {
  const ids = new Map<string, string>();
  for (const { id, path, name } of project.catalog.references) {
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
function routerOver({ config }: Project, catalog: Catalog): Router {
  const { route } = createCatalogRouter(catalog, shippedVectors);
  return (query, options) => route(query, { ...config.route, ...options });
}

/** Ask every request, or those of some places, and keep what is known of the others. */
export function ask(
  project: Project,
  catalog: Catalog,
  asked: readonly Asked[],
  known?: Outcomes,
  again?: ReadonlySet<number>,
): Outcomes {
  const route = routerOver(project, catalog);
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

/** A request as it is shown. */
export function changeOf(
  project: Project,
  { query, expected }: Asked,
  before: string | undefined,
  after: string | undefined,
): ChangedRequest {
  const pathOf = (id: string | undefined) =>
    id === undefined ? undefined : (project.catalog.references.find((known) => known.id === id)?.path ?? id);
  return { query, expected: expected.map((id) => pathOf(id) ?? id), before: pathOf(before), after: pathOf(after) };
}
