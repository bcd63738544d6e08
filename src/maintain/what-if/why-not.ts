/** Why not another reference: both sides of the evidence, and the smallest edit that would turn the choice. */

import type { Evidence, Explanation } from '../../domain/explanation.ts';
import type { LabelledRequest } from '../../domain/labelled-request.ts';
import { once } from '../../domain/once.ts';
import type { ResolvedBranch } from '../../domain/reference.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import type { ComparedEvidence, TurningBranch, TurningTrigger, WhyNot } from '../../domain/why-not.ts';
import type { Router } from '../../route/route.ts';
import { analyze } from '../../text/analyze.ts';
import { didYouMean } from '../../text/did-you-mean.ts';
import {
  ask,
  changes,
  countPhrases,
  labelled,
  type Outcomes,
  type OwnRequest,
  ownRequests,
  type WhatIf,
  withTrigger,
} from './what-if.ts';

/** What to explain. */
export interface HeldAgainst {
  readonly query: string;
  /** The reference asked about: its id, path or name. */
  readonly reference: string;
  /** Requests that the edit should not take away, beside triggers and examples (default: none). */
  readonly requests?: readonly LabelledRequest[];
  /**
   * Whether others wait for the answer, as at a server: then edits are tried in a catalog of up to 250 references with up to
   * 1,000 phrases of triggers and examples, and of a larger one the evidence alone is compared (default: false).
   */
  readonly isWaitedFor?: boolean;
}

/** Words of a trigger, and triggers that are tried. */
const LONGEST = 6;
const TRIED = 30;
const CANDIDATES = 100;
/** What keeps the answer within about a second: every trigger and example is asked once more for an edit that turns it. */
const MOST_WAITED_FOR = { references: 250, requests: 1000 } as const;

/**
 * Explain why a request leads where it does, and not to another reference.
 *
 * Pure. Each phrase of the request is tried in the router itself, the shortest first: as a trigger, and as a branch of
 * the decision tree that leads to the winner, or of one above the reference.
 *
 * @param tried
 *   The catalog and its router.
 * @param held
 *   The request, and the reference it does not lead to.
 * @throws {SignpostError}
 *   `SIGNPOST_UNKNOWN_REFERENCE` when the catalog does not hold the reference.
 * @example
 *   explainWhyNot(tried, { query: 'checks in dbt Cloud', reference: 'asset-checks' }).edit?.kind; // 'trigger'
 */
export function explainWhyNot(
  tried: WhatIf,
  { query, reference: named, requests = [], isWaitedFor = false }: HeldAgainst,
): WhyNot {
  const wantedId = idOf(tried, named);
  const further = labelled(tried, requests);
  const decision = tried.route(query, { limit: CANDIDATES, explain: true });
  const { candidates, explanation } = decision;
  const winner = decision.references[0] ?? candidates[0];
  const wanted = candidates.find(({ id }) => id === wantedId);
  const isChosen = decision.references.some(({ id }) => id === wantedId);
  const isTried = !isChosen && !(isWaitedFor && isTooLarge(tried));
  return {
    query,
    decision: decision.decision,
    ...(decision.degraded && { degraded: decision.degraded }),
    winner,
    wanted,
    path: pathOf(tried, wantedId),
    isChosen,
    evidence: compare(explanation, winner?.id, wantedId),
    terms: explanation?.terms ?? [],
    isTried,
    edit: isTried ? turn(tried, query, wantedId, winner?.id, further) : undefined,
  };
}

function isTooLarge(tried: WhatIf): boolean {
  const { references, requests } = MOST_WAITED_FOR;
  return tried.catalog.references.length > references || ownOf(tried).phrases() > requests;
}

/** Where a reference is; its id where only that is known. */
function pathOf({ catalog }: WhatIf, id: string): string {
  return catalog.references.find((known) => known.id === id)?.path ?? id;
}

function idOf({ catalog }: WhatIf, named: string): string {
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

/** What contributed to either score. */
function compare(explanation: Explanation | undefined, winner: string | undefined, wanted: string): ComparedEvidence[] {
  const evidenceOf = (id: string | undefined): Readonly<Record<string, Evidence>> =>
    explanation?.candidates.find((candidate) => candidate.id === id)?.evidence ?? {};
  const [theirs, own] = [evidenceOf(winner), evidenceOf(wanted)];
  return Object.entries({ ...theirs, ...own })
    .map(([name, { label }]) => {
      return { name, label, winner: theirs[name]?.contribution ?? 0, wanted: own[name]?.contribution ?? 0 };
    })
    .sort((a, b) => Math.abs(b.winner - b.wanted) - Math.abs(a.winner - a.wanted) || (a.label < b.label ? -1 : 1));
}

/** The shortest phrase of a request that as a trigger or a condition makes the reference win, and what else it would take away. */
function turn(
  tried: WhatIf,
  query: string,
  wanted: string,
  winner: string | undefined,
  further: readonly OwnRequest[],
): WhyNot['edit'] {
  const tree = treeFor(tried, wanted, winner);
  for (const phrase of phrasesOf(query)) {
    for (const { edit, route } of editsOf(tried, wanted, phrase, tree)) {
      if (route(query, { limit: 1 }).references[0]?.id === wanted)
        return { ...edit, lost: lostTo(route, tried, further) };
    }
  }
  return undefined;
}

/** The own requests of a catalog, and where they lead. */
interface Own {
  /** How many phrases there are, those that are not asked among them. */
  readonly phrases: () => number;
  readonly asked: readonly OwnRequest[];
  readonly outcomes: () => Outcomes;
}

/** Kept for the next question. */
const unedited = new WeakMap<WhatIf, Own>();

function ownOf(tried: WhatIf): Own {
  const known = unedited.get(tried);
  if (known) return known;
  const asked = ownRequests(tried);
  const { catalog, route } = tried;
  const phrases = once(() => countPhrases(tried));
  const own = { phrases, asked, outcomes: once(() => ask(route, catalog, asked)) };
  unedited.set(tried, own);
  return own;
}

/** Requests that were right, and are no longer. */
function lostTo(edited: Router, tried: WhatIf, further: readonly OwnRequest[]): TurningTrigger['lost'] {
  const { catalog, route } = tried;
  const own = ownOf(tried);
  const asked = [...own.asked, ...further];
  const before = [...own.outcomes(), ...ask(route, catalog, further)];
  // What was wrong before cannot be lost. An edit changes neither what there is nor what stands below what.
  const right = new Set(before.flatMap((outcome, index) => (outcome.right ? [index] : [])));
  return changes(tried, asked, before, ask(edited, catalog, asked, before, right)).lost;
}

type Edit = Omit<TurningTrigger, 'lost'> | Omit<TurningBranch, 'lost'>;

/** What a phrase can be written as, with the router that would make. */
function* editsOf(
  tried: WhatIf,
  wanted: string,
  phrase: string,
  tree: Tree | undefined,
): Iterable<{ readonly edit: Edit; readonly route: Router }> {
  const { catalog, routeOver } = tried;
  yield { edit: { kind: 'trigger', trigger: phrase }, route: routeOver(withTrigger(catalog, wanted, phrase)) };
  if (!tree) return;
  const { owner, heading } = tree;
  const path = pathOf(tried, owner);
  const branch: ResolvedBranch = { ...tree, conditions: [phrase], targets: [wanted], fallback: false };
  yield {
    edit: { kind: 'branch', path, heading, condition: phrase },
    route: routeOver({ ...catalog, branches: [...catalog.branches, branch] }),
  };
}

/** Where a branch would be written. */
type Tree = Pick<ResolvedBranch, 'owner' | 'heading' | 'line'>;

/** The tree that leads to the winner, else one in an index or skill above the reference. */
function treeFor({ catalog }: WhatIf, wanted: string, winner: string | undefined): Tree | undefined {
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
