/** The question that tells tied references apart. */

import type { Question, QuestionOption } from '../domain/decision.ts';
import type { ResolvedBranch } from '../domain/reference.ts';
import { analyze } from '../text/analyze.ts';
import { splitPhrases } from '../text/phrases.ts';
import type { RankedCandidate, RouterIndex } from './candidate.ts';
import type { Profile } from './profile.ts';

/** An option is read at a glance. */
const LONGEST_OPTION = 90;
/** Characters of a description that are looked through for what is its own. */
const MOST_READ = 1024;
const CLAUSE = /(?<=[.!?;。！？])\s+|\n+|[,，、]\s*|\s+[—–]\s+|[()]/u;
/** What users say stands in quotation marks; cut out, for the rest to be whole clauses. */
const QUOTATION = /"[^"]{0,120}"|“[^”]{0,120}”|(?<![\p{L}\p{N}])'[^']{0,120}'(?![\p{L}\p{N}])/gu;
/** How descriptions and clauses begin, whatever they are about. */
const OPENING =
  /^[^\p{L}\p{N}]*(?:(?:and|or|also|even if)\s+)*(?:(?:use\s+)?(?:this skill\s+)?(?:when|if)\s+(?:the\s+)?(?:user|you|someone)s?\s+(?:wants?|needs?|asks?|says?|mentions?)?\s*(?:to|for|about)?\s+|use\s+(?:when|for|this)\s+)?/iu;
/** A clause of this many terms more counts half. */
const CLAUSE_DAMPING = 2;
const FEWEST_TERMS = 2;
/** What a description says first is what it is about: the clause in this place counts half. */
const EARLY = 8;

/**
 * Make the question for tied references.
 *
 * @param index
 *   The catalog: when one decision tree leads to all of them, its conditions are the options.
 * @param tied
 *   Two or more references.
 * @returns
 *   A question with one option a reference, no two alike.
 */
export function questionFor(routerIndex: RouterIndex, tied: readonly RankedCandidate[]): Question {
  const conditions = treeOptions(routerIndex, tied);
  const texts = conditions ?? tied.map((candidate) => triggerOption(candidate, tied));
  const options = tied.map(({ profile }, index): QuestionOption => {
    const { id, title } = profile.reference;
    const text = texts[index] ?? title;
    return { id, text: texts.indexOf(text) === index ? text : `${text} (${id})` };
  });
  return { text: 'Which of these is it about?', options };
}

/** The conditions of one tree that lead to each reference, when there is such a tree. */
function treeOptions({ branches }: RouterIndex, tied: readonly RankedCandidate[]): string[] | undefined {
  // Large catalogs have thousands of trees: only those that lead to one of these are looked at.
  const ids = new Set(tied.map(({ profile }) => profile.reference.id));
  const leads = new Map<string, Map<string, ResolvedBranch>>();
  for (const { branch } of branches) {
    if (branch.fallback) continue;
    for (const target of branch.targets) {
      if (!ids.has(target)) continue;
      const own = leads.get(branch.owner) ?? new Map<string, ResolvedBranch>();
      leads.set(branch.owner, own);
      if (!own.has(target)) own.set(target, branch);
    }
  }
  for (const [owner, own] of leads) {
    const texts = tied.flatMap(({ profile, branch: match }) => {
      // What the request says itself comes before what merely leads there.
      const lead = match?.branch.owner === owner ? match.branch : own.get(profile.reference.id);
      const condition = lead?.conditions.at(-1);
      return condition === undefined ? [] : [shorten(condition.replace(/\?$/, ''))];
    });
    if (texts.length === tied.length && new Set(texts).size === texts.length) return texts;
  }
  return undefined;
}

/** The title with what only this reference says: a trigger of its own, else an early clause of its description. */
function triggerOption({ profile }: RankedCandidate, tied: readonly RankedCandidate[]): string {
  const { reference } = profile;
  const others = tied.filter((other) => other.profile !== profile);
  const isOwn = (term: string) => others.every((other) => !other.profile.routingTerms.has(term));
  const [, trigger] = firstTriggers(profile).find(([term]) => isOwn(term)) ?? [];
  const text = trigger ?? ownClause(reference.description, isOwn) ?? reference.description;
  return shorten(text === '' ? reference.title : `${reference.title}: ${text}`);
}

type TermOfTrigger = readonly [term: string, trigger: string];

/** By profile each term of its triggers with the first that holds it: one reference is asked about again and again. */
const kept = new WeakMap<Profile, readonly TermOfTrigger[]>();

/** Each term of the triggers with the first that holds it, in the order of triggers: the first of some terms has the first of their triggers. */
function firstTriggers(profile: Profile): readonly TermOfTrigger[] {
  const known = kept.get(profile);
  if (known) return known;
  const said = new Set(splitPhrases(profile.reference.triggers));
  const first = new Map<string, string>();
  for (const { text, terms } of profile.phrases) {
    if (!said.has(text)) continue;
    for (const term of terms) if (!first.has(term)) first.set(term, text);
  }
  const made = [...first];
  kept.set(profile, made);
  return made;
}

/** The clause with the largest part of its words its own; the first of those that are as good. */
function ownClause(description: string, isOwn: (term: string) => boolean): string | undefined {
  let best: { readonly clause: string; readonly value: number } | undefined;
  const clauses = description.slice(0, MOST_READ).replace(QUOTATION, ' ').split(CLAUSE);
  for (const [index, part] of clauses.entries()) {
    const clause = part.replace(OPENING, '').replace(/[^\p{L}\p{N})]+$/u, '');
    const terms = [...new Set(analyze(clause))];
    const value = terms.filter(isOwn).length / (terms.length + CLAUSE_DAMPING) / (1 + index / EARLY);
    if (terms.length >= FEWEST_TERMS && value > (best?.value ?? 0)) best = { clause, value };
  }
  return best?.clause;
}

function shorten(text: string): string {
  if (text.length <= LONGEST_OPTION) return text;
  // Neither half a word nor half a character.
  return `${text.slice(0, LONGEST_OPTION).replace(/\s+\S*$|[\ud800-\udbff]$/, '')} …`;
}
