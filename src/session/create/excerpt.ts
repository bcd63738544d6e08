/** A document → one section of it, and as much of that as a budget holds. */

import GithubSlugger from 'github-slugger';
import type { Excerpt, ExcerptOptions, Outline } from '../../domain/excerpt.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import { didYouMean } from '../../text/did-you-mean.ts';
import { printable } from '../../text/printable.ts';
import { estimateTokens } from '../../text/tokens.ts';

/** Headings named in an error: a reader picks from a few. */
const MOST_NAMED = 12;

/**
 * Read a part of a document.
 *
 * Pure.
 *
 * @param id
 *   What the document is called.
 * @param text
 *   The whole of it. Front matter and a byte-order mark are left out.
 * @param outline
 *   Where its parts begin.
 * @param options
 *   Which part, and how much of it (optional). They are in range.
 * @returns
 *   Whole lines, unless the first one alone is over the budget. A `from` at or after the end gives no text.
 * @throws {SignpostError}
 *   `SIGNPOST_UNKNOWN_SECTION` when no heading is called so.
 * @example
 *   excerptOf('a.md', text, outlineOf(text), { section: 'b' }).text; // '## B\n\nb'
 */
export function excerptOf(
  id: string,
  text: string,
  { start, headings }: Outline,
  { section, from = 0, maxTokens }: ExcerptOptions = {},
): Excerpt {
  const content = text.slice(start);
  const part = section === undefined ? { text: content } : sectionOf(id, content, headings, section);
  const rest = part.text.slice(from);
  const taken = maxTokens === undefined ? rest : startOf(rest, maxTokens);
  const left = rest.slice(taken.length);
  return {
    id,
    ...('heading' in part && { section: part.heading }),
    text: taken,
    tokens: estimateTokens(taken),
    tokensLeft: estimateTokens(left),
    ...(left !== '' && { next: from + taken.length }),
  };
}

/** From a heading to the next one that is as deep or less. */
function sectionOf(
  id: string,
  text: string,
  headings: Outline['headings'],
  wanted: string,
): { readonly heading: string; readonly text: string } {
  const at = findHeading(headings, wanted);
  const heading = headings[at];
  if (!heading) throw unknownSection(id, headings, wanted);
  const next = headings.slice(at + 1).find(({ depth }) => depth <= heading.depth);
  return { heading: heading.text, text: text.slice(heading.start, next?.start) };
}

/** As it reads comes before its anchor: `C` and `C#` have the same one but for a number. */
function findHeading(headings: Outline['headings'], wanted: string): number {
  const name = wanted.replace(/^#+\s+/, '').trim();
  const exact = headings.findIndex(({ text }) => text === name);
  const shown = exact !== -1 ? exact : headings.findIndex(({ text }) => printable(text) === name);
  if (shown !== -1) return shown;
  const same = headings.findIndex(({ text }) => text.toLowerCase() === name.toLowerCase());
  const anchor = name.replace(/^#/, '').toLowerCase();
  if (same !== -1 || anchor === '') return same;
  const slugger = new GithubSlugger();
  const anchors = headings.map(({ text }) => slugger.slug(text));
  const named = anchors.indexOf(anchor);
  const spelled = new GithubSlugger().slug(name);
  return named !== -1 || spelled === '' ? named : anchors.indexOf(spelled);
}

function unknownSection(id: string, headings: Outline['headings'], wanted: string): SignpostError {
  const names = [...new Set(headings.map(({ text }) => text))];
  const near = didYouMean(wanted, names);
  const known = names.slice(0, MOST_NAMED).map((name) => `\`${name}\``);
  const all = known.length === 0 ? 'it has none' : `expected one of ${known.join(', ')}`;
  const hint = near === undefined ? all : `did you mean \`${near}\`?`;
  return new SignpostError('SIGNPOST_UNKNOWN_SECTION', `No section of \`${id}\` is called \`${wanted}\`: ${hint}`);
}

/** As many whole lines from the start as a budget holds; of a first line that is over it alone, its start. */
function startOf(text: string, maxTokens: number): string {
  let end = 0;
  let tokens = 0;
  while (end < text.length) {
    const newline = text.indexOf('\n', end);
    const lineEnd = newline === -1 ? text.length : newline + 1;
    tokens += estimateTokens(text.slice(end, lineEnd));
    if (tokens > maxTokens) break;
    end = lineEnd;
  }
  return end > 0 || text === '' ? text.slice(0, end) : startOfLine(text, maxTokens);
}

/** By halves: what fits is a matter of the estimate alone. At least one character, so that reading on ends. */
function startOfLine(text: string, maxTokens: number): string {
  let [fits, over] = [1, Math.max(1, text.indexOf('\n') === -1 ? text.length : text.indexOf('\n'))];
  while (over - fits > 1) {
    const middle = Math.floor((fits + over) / 2);
    if (estimateTokens(text.slice(0, middle)) <= maxTokens) fits = middle;
    else over = middle;
  }
  // Never between the halves of a character.
  if (!/[\ud800-\udbff]$/.test(text.slice(0, fits))) return text.slice(0, fits);
  return text.slice(0, fits === 1 ? 2 : fits - 1);
}
