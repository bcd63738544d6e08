/** A reference as evidence sees it: its terms in sets, ready to be held against a request. */

import { once } from '../domain/once.ts';
import type { Reference } from '../domain/reference.ts';
import type { SearchDocument } from '../domain/search.ts';
import type { SemanticDocument } from '../search/vectors/semantic.ts';
import { analyze } from '../text/analyze.ts';
import { trigramsOf } from '../text/ngrams.ts';
import { splitPhrases } from '../text/phrases.ts';
import { splitExclusions } from './exclusions.ts';
import type { Told } from './handoffs.ts';
import { type Neighbours, neighboursIn, pairsOf } from './neighbours.ts';

/** A trigger, example or quoted phrase. */
export interface Phrase {
  readonly text: string;
  /** Distinct terms. */
  readonly terms: readonly string[];
}

/** The terms of a reference. */
export interface Profile {
  readonly reference: Reference;
  readonly description: ReadonlySet<string>;
  /** Terms of the description, or of the triggers where there is none. */
  readonly descriptionOrTriggers: ReadonlySet<string>;
  /** Name, description, triggers and examples together: what the author wrote for routing. */
  readonly routingTerms: ReadonlySet<string>;
  /** The same texts. */
  readonly routingBigrams: Neighbours;
  readonly body: Neighbours;
  /** Character trigrams of the name. */
  readonly trigrams: ReadonlySet<string>;
  readonly phrases: readonly Phrase[];
  /** Sentences of the description that exclude. */
  readonly exclusions: readonly Phrase[];
  /** What other descriptions send here. */
  readonly received: readonly Phrase[];
  /** The phrases of `not_for`. */
  readonly notFor: readonly Phrase[];
  /** Its terms as they are compared by meaning. */
  readonly meaning: SemanticDocument;
}

/** Phrases of one reference that are compared by meaning, each with every request: of 2,395 references none has more than 31. */
const MOST_SAID = 100;
/** Clauses of a description that are compared by meaning, and the shortest that says something. */
const MOST_CLAUSES = 24;
const SHORTEST_CLAUSE = 9;
const CLAUSE = /(?<=[.!?。;])\s+|\n+|,\s+/;
/** The longest quotation in a description that counts as a phrase somebody would say. */
const LONGEST_QUOTE = 80;
const QUOTED = /"([^"]+)"|“([^”]+)”|「([^」]+)」|(?<![\p{L}\p{N}])'([^']+)'(?![\p{L}\p{N}])/gu;

/** A reference ready for evidence, and its document for retrieval, of the same analysis. */
export interface Prepared {
  readonly profile: Profile;
  readonly document: SearchDocument;
  /** The terms of its name, of its description, then of each trigger, example and index entry. */
  readonly sequences: readonly (readonly string[])[];
  /** The terms of each clause of its description. */
  readonly clauses: () => readonly (readonly string[])[];
}

/**
 * Prepare a reference.
 *
 * @param reference
 *   The reference.
 * @param entryTexts
 *   What index entries say of it beyond its own front matter.
 * @param told
 *   Its description, told apart from what sends requests to others.
 * @param sentHere
 *   What others say of the requests they send here.
 */
export function profileOf(
  reference: Reference,
  entryTexts: readonly string[],
  told: Told,
  sentHere: readonly string[],
): Prepared {
  const { id } = reference;
  const { title, triggers, examples, headings, body = reference.body } = reference.own ?? reference;
  const { included, excluded } = splitExclusions(told.rest);
  const name = nameText(reference);
  const said = [...splitPhrases(triggers), ...examples, ...entryTexts];
  const texts = [name, included, ...said];
  const sequences = texts.map(analyze);
  const bodyTerms = once(() => analyze(body));
  const bodyPairs = once(() => new Set(pairsOf(bodyTerms())));
  const clauses = () => clausesOf(included).map(analyze);
  const profile = createProfile({
    reference,
    name,
    sequences,
    isDescribed: included !== '',
    phrases: () => phrasesOf([title, ...said, ...quotesIn(included)]),
    exclusions: () => phrasesOf([...excluded, ...told.handoffs.map(({ condition }) => condition)]),
    received: () => phrasesOf(sentHere),
    notFor: () => phrasesOf(splitPhrases(reference.notFor)),
    clauses,
    bodyTerms,
    body: { held: (pairs) => new Set(pairs.map(({ text }) => text).filter((text) => bodyPairs().has(text))) },
  });
  const document: SearchDocument = {
    id,
    name,
    triggers: said.join('\n'),
    description: included,
    headings: headings.join('\n'),
    body,
  };
  return { profile, document, sequences, clauses };
}

/** What a profile is made of, wherever it comes from. */
interface ProfileSource extends Pick<Profile, 'reference' | 'body'> {
  /** Name, title and folders. */
  readonly name: string;
  readonly sequences: Prepared['sequences'];
  /** Whether its description says what it is about. */
  readonly isDescribed: boolean;
  readonly phrases: () => readonly Phrase[];
  readonly exclusions: () => readonly Phrase[];
  readonly received: () => readonly Phrase[];
  readonly notFor: () => readonly Phrase[];
  readonly clauses: Prepared['clauses'];
  readonly bodyTerms: () => readonly string[];
}

/**
 * Make a profile. What only candidates are asked for is made when one is first asked: opening a catalog may make every
 * profile.
 */
export function createProfile(source: ProfileSource): Profile {
  const { reference, name, sequences, isDescribed, body } = source;
  const description = new Set(sequences[1]);
  const routingTerms = new Set(sequences.flat());
  const trigrams = once(() => trigramsOf(name));
  const phrases = once(source.phrases);
  const exclusions = once(source.exclusions);
  const received = once(source.received);
  const notFor = once(source.notFor);
  return {
    reference,
    description,
    // In the dialect of titles and triggers, the triggers are what describes a reference.
    descriptionOrTriggers: isDescribed ? description : new Set(sequences.slice(2).flat()),
    routingTerms,
    routingBigrams: neighboursIn(sequences, routingTerms),
    body,
    get trigrams() {
      return trigrams();
    },
    get phrases() {
      return phrases();
    },
    get exclusions() {
      return exclusions();
    },
    get received() {
      return received();
    },
    get notFor() {
      return notFor();
    },
    meaning: {
      id: reference.id,
      get whole() {
        return sequences.flat();
      },
      get said() {
        return [
          ...phrases()
            .slice(0, MOST_SAID)
            .map(({ terms }) => terms),
          ...source.clauses(),
        ];
      },
      get body() {
        return source.bodyTerms();
      },
    },
  };
}

/** Name, title and the folders on the way: `cli/api/run/get-events.md` says what its title leaves out. */
function nameText({ name, title, path, own }: Reference): string {
  if (own?.name !== undefined) return [...new Set([own.name, own.title])].filter(Boolean).join(' / ');
  const words = path
    .replace(/(?:^|\/)(?:SKILL|INDEX|references?|skills?|docs?)(?=\/|\.md[xc]?$)|\.md[xc]?$/gi, '')
    .split('/');
  return [...new Set([name, own?.title ?? title, ...words])].filter(Boolean).join(' / ');
}

function clausesOf(description: string): string[] {
  return description
    .split(CLAUSE)
    .filter(({ length }) => length >= SHORTEST_CLAUSE)
    .slice(0, MOST_CLAUSES);
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
