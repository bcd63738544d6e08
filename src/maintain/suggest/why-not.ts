/** Why not another reference: both sides of the evidence, and the smallest edit that would turn the choice. */

import { shippedVectors } from '../../assets/index.ts';
import type { Explanation } from '../../contracts/decision.ts';
import type { LabelledRequest } from '../../contracts/labelled-request.ts';
import type { Catalog, ResolvedBranch } from '../../contracts/reference.ts';
import type { ComparedEvidence, TurningBranch, TurningTrigger, WhyNot } from '../../contracts/why-not.ts';
import { SignpostError } from '../../diagnostics/index.ts';
import { createCatalogRouter, type Router } from '../../route/index.ts';
import { analyze, didYouMean } from '../../text/index.ts';
import type { Project } from '../lint/project.ts';
import { type Asked, ask, changes, labelled, openProject, ownRequests, withTrigger } from './trials.ts';

/** What to explain. */
export interface WhyNotOptions {
  /** A folder: a skill, an index, or a collection of skills. */
  readonly root: string;
  readonly query: string;
  /** The reference asked about: its id, path or name. */
  readonly reference: string;
  /** Requests that the edit should not take away, beside triggers and examples (default: none). */
  readonly requests?: readonly LabelledRequest[];
}

/** Words of a trigger, and triggers that are tried. */
const LONGEST = 6;
const TRIED = 30;
const CANDIDATES = 100;

/**
 * Explain why a request leads where it does, and not to another reference.
 *
 * Reads only. Each phrase of the request is tried in the router itself, the shortest first: as a trigger, and as
 * a branch of the decision tree that leads to the winner, or of one above the reference.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_ROOT_NOT_FOUND`, `SIGNPOST_ROOT_UNREADABLE`, `SIGNPOST_BAD_CONFIG`; `SIGNPOST_UNKNOWN_REFERENCE` when the
 *   root does not hold the reference.
 * @example
 *   whyNot({ root: 'references', query: 'checks in dbt Cloud', reference: 'asset-checks' }).edit?.kind; // 'trigger'
 */
export function whyNot({ root, query, reference: named, requests = [] }: WhyNotOptions): WhyNot {
  const project = openProject(root);
  const wantedId = idOf(project, named);
  const asked = [...ownRequests(project), ...labelled(project, requests)];
  const decision = project.router.route(query, { ...project.config.route, limit: CANDIDATES, explain: true });
  const { candidates, explanation } = decision;
  const winner = decision.references[0] ?? candidates[0];
  const wanted = candidates.find(({ id }) => id === wantedId);
  const isChosen = decision.references.some(({ id }) => id === wantedId);
  return {
    query,
    decision: decision.decision,
    winner,
    wanted,
    path: project.documentOf(wantedId)?.path ?? wantedId,
    isChosen,
    evidence: compare(explanation, winner?.id, wantedId),
    terms: explanation?.details.find(({ label }) => label === 'terms'),
    edit: isChosen ? undefined : turn(project, query, wantedId, winner?.id, asked),
  };
}

function idOf({ catalog }: Project, named: string): string {
  const known = new Map<string, string>();
  for (const { id, path, name } of catalog.references) {
    for (const key of [id, path, path.replace(/\.md[xc]?$/i, ''), name]) if (!known.has(key)) known.set(key, id);
  }
  const id = known.get(named);
  if (id !== undefined) return id;
  const meant = didYouMean(named, known.keys());
  const hint = meant === undefined ? '' : `: did you mean \`${meant}\`?`;
  throw new SignpostError('SIGNPOST_UNKNOWN_REFERENCE', `No reference has the id, path or name \`${named}\`${hint}`);
}

/** What contributed to either score; the rest of an explanation has no number. */
function compare(explanation: Explanation | undefined, winner: string | undefined, wanted: string): ComparedEvidence[] {
  const contributions = (id: string | undefined) => {
    const own = explanation?.details.find(({ label }) => label === id)?.details ?? [];
    const counted = own.filter(({ details }) => details.some(({ label }) => label === 'value × weight'));
    return new Map(counted.map(({ label, value }) => [label, Number(value)]));
  };
  const [theirs, own] = [contributions(winner), contributions(wanted)];
  return [...new Set([...theirs.keys(), ...own.keys()])]
    .map((label) => ({ label, winner: theirs.get(label) ?? 0, wanted: own.get(label) ?? 0 }))
    .sort((a, b) => Math.abs(b.winner - b.wanted) - Math.abs(a.winner - a.wanted) || (a.label < b.label ? -1 : 1));
}

/** The shortest phrase of a request that as a trigger or a condition makes the reference win, and what else it would take away. */
function turn(
  project: Project,
  query: string,
  wanted: string,
  winner: string | undefined,
  asked: readonly Asked[],
): WhyNot['edit'] {
  const tree = treeFor(project, wanted, winner);
  for (const phrase of phrasesOf(query)) {
    for (const { edit, catalog, route } of editsOf(project, wanted, phrase, tree)) {
      const options = { ...project.config.route, limit: 1 };
      if (route(query, options).references[0]?.id !== wanted) continue;
      const before = ask(project, project.catalog, asked);
      const { lost } = changes(project, asked, before, ask(project, catalog, asked));
      return { ...edit, lost };
    }
  }
  return undefined;
}

type Edit = Omit<TurningTrigger, 'lost'> | Omit<TurningBranch, 'lost'>;

/** What a phrase can be written as, with the catalog that would make. */
function* editsOf(
  project: Project,
  wanted: string,
  phrase: string,
  tree: Tree | undefined,
): Iterable<{ readonly edit: Edit; readonly catalog: Catalog; readonly route: Router }> {
  const { catalog, router } = project;
  const triggered = withTrigger(catalog, wanted, phrase);
  const { route } = createCatalogRouter(triggered, shippedVectors);
  yield { edit: { kind: 'trigger', trigger: phrase }, catalog: triggered, route };
  if (!tree) return;
  const { owner, heading } = tree;
  const path = project.documentOf(owner)?.path ?? owner;
  const branch: ResolvedBranch = { ...tree, conditions: [phrase], targets: [wanted], fallback: false };
  const branches = [...catalog.branches, branch];
  yield {
    edit: { kind: 'branch', path, heading, condition: phrase },
    catalog: { ...catalog, branches },
    route: router.withBranches(branches),
  };
}

/** Where a branch would be written. */
type Tree = Pick<ResolvedBranch, 'owner' | 'heading' | 'line'>;

/** The tree that leads to the winner, else one in an index or skill above the reference. */
function treeFor({ catalog }: Project, wanted: string, winner: string | undefined): Tree | undefined {
  const leading = catalog.branches.find(({ targets }) => winner !== undefined && targets.includes(winner));
  if (leading) return leading;
  for (let above = catalog.parents.get(wanted); above !== undefined; above = catalog.parents.get(above)) {
    const [tree] = catalog.trees.get(above) ?? [];
    if (tree) return { owner: above, heading: tree.heading, line: tree.line };
  }
  return undefined;
}

/** Phrases of a request: the fewest words first, of as many the ones that say most. */
function phrasesOf(query: string): string[] {
  const words = query.split(/[\s,;，；、]+/).filter(Boolean);
  const phrases: { readonly text: string; readonly words: number; readonly terms: number }[] = [];
  for (let length = 1; length <= Math.min(LONGEST, words.length); length++) {
    for (let at = 0; at + length <= words.length; at++) {
      const text = words
        .slice(at, at + length)
        .join(' ')
        .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
      const terms = new Set(analyze(text)).size;
      if (terms > 0) phrases.push({ text, words: length, terms });
    }
  }
  const ordered = phrases.sort((a, b) => a.words - b.words || b.terms - a.terms);
  // The whole request at last: nothing speaks more for a reference than to be asked in its own words.
  return [...new Set([...ordered.slice(0, TRIED).map(({ text }) => text), query.trim()])];
}
