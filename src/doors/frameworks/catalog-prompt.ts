/** The listing of skills for a system prompt, within a budget. */

import type { Reference } from '../../domain/reference.ts';
import type { Signpost } from '../../domain/signpost.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import { printable } from '../../text/printable.ts';
import { estimateTokens } from '../../text/tokens.ts';

/** What the listing has to hold to. */
export interface CatalogPromptOptions {
  /** About how many tokens the listing may have (50 to 1,000,000; default: 4,000). */
  readonly maxTokens?: number;
  /** What the conversation is about: what routing holds likely for it is described first (optional). */
  readonly query?: string;
}

const OPTIONS: readonly string[] = ['maxTokens', 'query'];
const DEFAULT_TOKENS = 4000;
const FEWEST_TOKENS = 50;
const MOST_TOKENS = 1_000_000;
/** As many as the router reports. */
const MOST_RANKED = 1000;
/** Of what routing puts forward these are described in full first: so many, with this part of the best one's score. */
const MOST_LIKELY = 5;
const LIKELY_AT = 0.5;
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** How much is said of a skill: nothing, its name, the first sentence of what it is for, all of it. */
type Level = 0 | 1 | 2 | 3;

/**
 * List skills as `<available_skills>` for a system prompt.
 *
 * Pure. Where all of it fits, all of it is there. Where it does not, the few that routing puts forward for `query` are described
 * in full; then every skill is named before one is described, and described in a sentence before one is in full, in the order
 * routing has them or, without a query, that of their ids. What a budget has no room for is counted, with how to find it.
 *
 * @param signpost
 *   An open one. A catalog without skills lists its other references.
 * @param options
 *   The budget, and what the conversation is about (optional).
 * @returns
 *   The listing; the same for the same input.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION` when an option is out of range.
 * @example
 *   const system = `You help with invoices.\n\n${catalogPrompt(signpost, { maxTokens: 1500 })}`;
 */
export function catalogPrompt(signpost: Signpost, options: CatalogPromptOptions = {}): string {
  checkOptions(options);
  const { maxTokens = DEFAULT_TOKENS, query = '' } = options;
  if (!(Number.isInteger(maxTokens) && maxTokens >= FEWEST_TOKENS && maxTokens <= MOST_TOKENS)) {
    const expected = `a whole number from ${FEWEST_TOKENS} to ${MOST_TOKENS}`;
    throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected \`maxTokens\` ${maxTokens}, expected ${expected}`);
  }
  if (typeof query !== 'string') {
    throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected \`query\` of type ${typeof query}, expected text`);
  }
  const listed = listedIn(signpost);
  const whole = render(
    listed.map((reference) => entryOf(reference, 3)),
    0,
  );
  if (estimateTokens(whole) <= maxTokens) return whole;
  const levels = new Map<Reference, Level>(listed.map((reference) => [reference, 0]));
  const frame = estimateTokens(render([], listed.length));
  let left = maxTokens - frame;
  const raise = (references: readonly Reference[], level: Level) => {
    for (const reference of references) {
      const before = levels.get(reference) ?? 0;
      const cost = costOf(reference, level) - costOf(reference, before);
      if (before >= level || cost > left) continue;
      left -= cost;
      levels.set(reference, level);
    }
  };
  const { likely, others } = rank(signpost, listed, query);
  raise(likely, 3);
  for (const level of [1, 2, 3] as const) raise([...likely, ...others], level);
  const shown = listed.filter((reference) => levels.get(reference) !== 0);
  return render(
    shown.map((reference) => entryOf(reference, levels.get(reference) ?? 0)),
    listed.length - shown.length,
  );
}

function listedIn({ catalog: { references } }: Signpost): readonly Reference[] {
  // What a person has to call by its name is not for a model to choose.
  const kind = references.some((reference) => reference.kind === 'skill') ? 'skill' : 'reference';
  return references.filter((reference) => reference.kind === kind && reference.reading !== 'by-name');
}

/** What routing holds likely, best first, and the others in its order. A file below a skill speaks for the skill. */
function rank(
  signpost: Signpost,
  listed: readonly Reference[],
  query: string,
): { readonly likely: readonly Reference[]; readonly others: readonly Reference[] } {
  if (query.trim() === '') return { likely: [], others: listed };
  const byId = new Map(listed.map((reference) => [reference.id, reference]));
  const scores = new Map<Reference, number>();
  for (const { id, score } of signpost.route(query, { limit: MOST_RANKED }).candidates) {
    const reference = listedAbove(signpost, byId, id);
    if (reference && !scores.has(reference)) scores.set(reference, score);
  }
  const ranked = [...scores.keys()];
  const least = ranked.reduce((most, reference) => Math.max(most, scores.get(reference) ?? 0), 0) * LIKELY_AT;
  const likely = ranked.slice(0, MOST_LIKELY).filter((reference) => (scores.get(reference) ?? 0) >= least);
  const others = [...ranked, ...listed.filter((reference) => !scores.has(reference))];
  return { likely, others: others.filter((reference) => !likely.includes(reference)) };
}

/** The reference itself, or the nearest one it belongs to that is listed. */
function listedAbove(
  { catalog: { parents } }: Signpost,
  listed: ReadonlyMap<string, Reference>,
  id: string,
): Reference | undefined {
  for (let at: string | undefined = id; at !== undefined; at = parents.get(at)) {
    const reference = listed.get(at);
    if (reference) return reference;
  }
  return undefined;
}

function costOf(reference: Reference, level: Level): number {
  return level === 0 ? 0 : estimateTokens(`${entryOf(reference, level)}\n`);
}

function entryOf({ id, name, title, description, kind }: Reference, level: Level): string {
  const said = level === 3 ? description : level === 2 ? firstSentenceOf(description) : '';
  const called = kind === 'skill' ? name : title;
  const about = said === '' ? '' : `: ${asText(said.trim())}`;
  return `<skill id="${asText(id)}">${asText(called)}${about}</skill>`;
}

function firstSentenceOf(text: string): string {
  const [first] = sentences.segment(text);
  return first?.segment.trim() ?? '';
}

function render(entries: readonly string[], unlisted: number): string {
  const more = unlisted === 0 ? [] : [`<!-- ${unlisted} more: call the route tool with the request to find them -->`];
  return ['<available_skills>', ...entries, ...more, '</available_skills>'].join('\n');
}

/** A misspelt option would silently do nothing. */
function checkOptions(options: unknown): void {
  const unknown =
    typeof options === 'object' && options !== null ? Object.keys(options).find((key) => !OPTIONS.includes(key)) : '';
  if (unknown === undefined) return;
  throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected option \`${unknown}\`, expected ${OPTIONS.join(' or ')}`);
}

/** An id or a description is somebody's text: it must not end the listing, begin a line, or hold what only a model sees. */
function asText(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
