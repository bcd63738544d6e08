/** A reference as evidence sees it: its terms in sets, ready to be held against a request. */

import type { Reference } from '../contracts/reference.ts';
import type { SearchDocument } from '../contracts/search.ts';
import { analyze, splitPhrases } from '../text/index.ts';
import { splitExclusions } from './exclusions.ts';

/** A trigger, example or quoted phrase. */
export interface Phrase {
  readonly text: string;
  /** Distinct terms. */
  readonly terms: readonly string[];
}

/** The terms of a reference. */
export interface Profile {
  readonly reference: Reference;
  readonly name: ReadonlySet<string>;
  readonly description: ReadonlySet<string>;
  /** Terms of the description, or of the triggers where there is none. */
  readonly statement: ReadonlySet<string>;
  /** Name, description, triggers and examples together: what the author wrote for routing. */
  readonly compact: ReadonlySet<string>;
  /** Pairs of neighbouring terms in the same texts. */
  readonly pairs: ReadonlySet<string>;
  readonly phrases: readonly Phrase[];
  /** Sentences of the description that exclude. */
  readonly exclusions: readonly Phrase[];
  /** The phrases of `not_for`. */
  readonly notFor: readonly Phrase[];
}

/** The longest quotation in a description that counts as a phrase somebody would say. */
const LONGEST_QUOTE = 80;
const QUOTED = /"([^"]+)"|“([^”]+)”|「([^」]+)」|(?<![\p{L}\p{N}])'([^']+)'(?![\p{L}\p{N}])/gu;

/**
 * Prepare a reference.
 *
 * @param reference
 *   The reference.
 * @param entryTexts
 *   What index entries say of it beyond its own front matter.
 * @returns
 *   Its profile for evidence and its document for retrieval, of the same analysis.
 */
export function profileOf(
  reference: Reference,
  entryTexts: readonly string[],
): { readonly profile: Profile; readonly document: SearchDocument } {
  const { id, title, triggers, examples, headings, body } = reference;
  const { included, excluded } = splitExclusions(reference.description);
  const name = nameText(reference);
  const said = [...splitPhrases(triggers), ...examples, ...entryTexts];
  const texts = [name, included, ...said];
  const sequences = texts.map(analyze);
  // What only candidates are asked for is made when one is first asked: opening a catalog makes every profile.
  let pairs: ReadonlySet<string> | undefined;
  let phrases: readonly Phrase[] | undefined;
  let exclusions: readonly Phrase[] | undefined;
  let notFor: readonly Phrase[] | undefined;
  const profile: Profile = {
    reference,
    name: new Set(sequences[0]),
    description: new Set(sequences[1]),
    // In the dialect of titles and triggers, the triggers are what describes a reference.
    statement: new Set(included === '' ? sequences.slice(2).flat() : sequences[1]),
    compact: new Set(sequences.flat()),
    get pairs() {
      pairs ??= new Set(sequences.flatMap(pairsOf));
      return pairs;
    },
    get phrases() {
      phrases ??= phrasesOf([title, ...said, ...quotesIn(included)]);
      return phrases;
    },
    get exclusions() {
      exclusions ??= phrasesOf(excluded);
      return exclusions;
    },
    get notFor() {
      notFor ??= phrasesOf(splitPhrases(reference.notFor));
      return notFor;
    },
  };
  const document: SearchDocument = {
    id,
    name,
    triggers: said.join('\n'),
    description: included,
    headings: headings.join('\n'),
    body,
  };
  return { profile, document };
}

/** Name, title and the folders on the way: `cli/api/run/get-events.md` says what its title leaves out. */
function nameText({ name, title, path }: Reference): string {
  const words = path
    .replace(/(?:^|\/)(?:SKILL|INDEX|references?|skills?|docs?)(?=\/|\.mdx?$)|\.mdx?$/gi, '')
    .split('/');
  return [...new Set([name, title, ...words])].filter(Boolean).join(' / ');
}

/** Neighbouring terms, as one string a pair. */
export function pairsOf(sequence: readonly string[]): string[] {
  return sequence.slice(1).map((term, index) => `${sequence[index]} ${term}`);
}

function phrasesOf(texts: readonly string[]): Phrase[] {
  const phrases: Phrase[] = [];
  for (const text of new Set(texts)) {
    const terms = [...new Set(analyze(text))];
    if (terms.length > 0) phrases.push({ text, terms });
  }
  return phrases;
}

function quotesIn(text: string): string[] {
  return [...text.matchAll(QUOTED)]
    .map((match) => match[1] ?? match[2] ?? match[3] ?? match[4] ?? '')
    .filter((quote) => quote.length <= LONGEST_QUOTE);
}
