/** A reference → what its own words offer as triggers. */

import type { Reference } from '../../domain/reference.ts';
import type { TriggerSource } from '../../domain/suggestion.ts';
import { analyze } from '../../text/analyze.ts';
import { phraseKey } from '../../text/phrases.ts';

/** A phrase that may become a trigger. */
export interface MinedTrigger {
  readonly text: string;
  readonly source: TriggerSource;
  /** Distinct terms. */
  readonly terms: readonly string[];
}

const MOST_WORDS = 8;
/** More of one kind in one file is a list, not what the file is about. */
const MOST_OF_A_KIND = 200;
/** Headings that every file has. */
const GENERIC =
  /^(?:overview|introduction|usage|examples?|notes?|see also|references?|related|prerequisites?|summary|contents|table of contents|next steps|best practices|quick start|getting started|common (?:issues|pitfalls)|troubleshooting|when (?:not )?to use(?: this(?: skill)?)?|steps?)$/i;
/** "Use when a key has expired", "Use this skill if …, or …". */
const USE_WHEN =
  /\b(?:use|used|useful|load|read|open|apply)(?:\s+(?:this|it)(?:\s+\w+)?)?\s+(?:when|whenever|if|for|to)\s+([^.!?\n]+)/gi;
const IDENTIFIER =
  /^(?:--?[a-z][\w-]*|[@#]?[A-Za-z_][\w]*(?:[._:-]+[A-Za-z_]\w*)+|[a-z]+(?:[A-Z][a-z\d]*)+|(?:[A-Z][a-z\d]+){2,})(?:\(\))?$/;
const CODE = /(?<!`)`([^`\n]{3,60})`(?!`)/g;

/**
 * Mine triggers.
 *
 * Pure.
 *
 * @param reference
 *   Its headings, "use when" sentences of description and body, and identifiers in its inline code are taken.
 * @returns
 *   Phrases in that order, each once, without what its triggers say already.
 */
export function mineTriggers(reference: Reference): MinedTrigger[] {
  const { headings, description, body, triggers, name, title } = reference;
  const known = new Set([...triggers.flatMap((trigger) => trigger.split(/[,;]/)), name, title].map(phraseKey));
  const mined = new Map<string, MinedTrigger>();
  const add = (written: string, source: TriggerSource) => {
    const text = tidy(written);
    const terms = [...new Set(analyze(text))];
    const key = phraseKey(text);
    const words = text.split(/\s+/).length;
    if (terms.length === 0 || known.has(key) || mined.has(key) || words > MOST_WORDS) return;
    mined.set(key, { text, source, terms });
  };
  for (const heading of headings.slice(0, MOST_OF_A_KIND)) if (!GENERIC.test(heading)) add(heading, 'heading');
  const sentences = [...`${description}\n${body}`.matchAll(USE_WHEN)].slice(0, MOST_OF_A_KIND);
  for (const [, wish = ''] of sentences) for (const part of wish.split(/,|;|\bor\b/)) add(part, 'use when');
  const codes = [...body.matchAll(CODE)].slice(0, MOST_OF_A_KIND);
  for (const [, code = ''] of codes) if (IDENTIFIER.test(code)) add(code, 'identifier');
  return [...mined.values()];
}

/** As one would write it in a list of triggers: no numbering, no marks at its ends, nothing that separates phrases. */
function tidy(text: string): string {
  return text
    .replace(/[,;，；、"\\]+/g, ' ')
    .replace(/^(?:\s*(?:\d+[.)]|step \d+:?|(?:and|or|the|an?|you|when|to)\b))+/i, '')
    .replace(/^[\s:.–—*_`-]*(?=[\p{L}\p{N}@#-])|[\s:.?!–—*_`-]+$/gu, '')
    .replace(/[*_`]{1,3}(?=\s|$)|(?<=\s)[*_`]{1,3}/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
