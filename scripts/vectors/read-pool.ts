/** A pool of skills → training pairs: two texts of one skill that say the same in other words. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { analyze } from '../../src/text/analyze.ts';

/** What training reads: the terms of texts, and which of them belong together. */
export interface Pool {
  /** Terms in order of their ids. */
  readonly terms: readonly string[];
  /** In how many skills each occurs. */
  readonly documentFrequency: readonly number[];
  /** Term ids of each text. */
  readonly texts: readonly Int32Array[];
  /** Pairs of texts, one after the other: left, right, and the skill both are of. */
  readonly pairs: Int32Array;
  /** For each skill a number its repository shares: skills beside one another are the hardest to tell apart. */
  readonly repositories: readonly number[];
}

interface Skill {
  readonly name: string;
  readonly description: string;
  readonly body: string;
  readonly source: string;
}

/** A rarer term has too few texts to learn from. */
const FEWEST_SKILLS = 12;
/** Terms of a text that count. */
const LONGEST_TEXT = 128;
const FEWEST_TERMS = 3;
const MOST_SECTIONS = 8;
const MOST_PARAGRAPHS = 4;
const MOST_SENTENCES = 6;
const MOST_QUOTED = 8;
const MOST_EXAMPLES = 10;
/** A section whose list says in which words people ask. */
const SAYS_WHEN =
  /^#{1,6}[^\n]*\b(?:when to use|use when|triggers?|use cases?|examples?)\b[^\n]*\n([\s\S]*?)(?=^#{1,6}\s|$(?![\s\S]))/im;
const QUOTED = /"([^"]{3,80})"|“([^”]{3,80})”/g;

/**
 * Read a pool.
 *
 * @param folder
 *   Holds `skills-NN.jsonl.br`: Brotli, JSON lines with `name`, `description`, `body` and `source`.
 * @param most
 *   How many skills to read at the most.
 */
export function readPool(folder: string, most = Number.POSITIVE_INFINITY): Pool {
  const frequency = new Map<string, number>();
  const raw: Taken[] = [];
  const families = new Map<string, number>();
  const repositories: number[] = [];
  for (const skill of skillsIn(folder)) {
    if (raw.length >= most) break;
    const taken = pairsOf(skill);
    for (const term of new Set(taken.texts.flat())) frequency.set(term, (frequency.get(term) ?? 0) + 1);
    raw.push(taken);
    const repository = repositoryOf(skill.source);
    repositories.push(families.get(repository) ?? families.size);
    families.set(repository, repositories.at(-1) ?? 0);
  }
  const known = [...frequency]
    .filter(([, count]) => count >= FEWEST_SKILLS)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const ids = new Map(known.map(([term], id) => [term, id]));
  const texts: Int32Array[] = [];
  const pairs: number[] = [];
  for (const [skill, taken] of raw.entries()) {
    const first = texts.length;
    for (const terms of taken.texts) texts.push(Int32Array.from(terms.flatMap((term) => ids.get(term) ?? [])));
    for (const [left, right] of taken.pairs) {
      const [a, b] = [first + left, first + right];
      if ((texts[a]?.length ?? 0) >= 1 && (texts[b]?.length ?? 0) >= FEWEST_TERMS) pairs.push(a, b, skill);
    }
  }
  return {
    terms: known.map(([term]) => term),
    documentFrequency: known.map(([, count]) => count),
    texts,
    pairs: Int32Array.from(pairs),
    repositories,
  };
}

function* skillsIn(folder: string): Iterable<Skill> {
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl.br'))
    .sort()) {
    const text = brotliDecompressSync(readFileSync(join(folder, name))).toString('utf8');
    for (const line of text.split('\n')) {
      if (line.trim() === '') continue;
      const { name: called = '', description = '', body = '', source = '' } = JSON.parse(line);
      yield {
        name: String(called),
        description: String(description ?? ''),
        body: String(body ?? ''),
        source: String(source),
      };
    }
  }
}

/** `owner/repository:path`; in a mirror or registry the path begins with where the skill came from. */
function repositoryOf(source: string): string {
  const colon = source.indexOf(':');
  const path = source.slice(colon + 1);
  const mirrored = /^mirrors\/repos\/([^/]+)/.exec(path)?.[1];
  const registered = path.includes('--') ? path.split('--').slice(0, 2).join('--') : undefined;
  return mirrored ?? registered ?? source.slice(0, colon);
}

/** The texts of one skill, and which say the same. */
interface Taken {
  readonly texts: string[][];
  readonly pairs: (readonly [number, number])[];
}

/** What the author says of a skill against its body; what people would say against what the author does. */
function pairsOf({ name, description, body }: Skill): Taken {
  const texts: string[][] = [];
  const pairs: (readonly [number, number])[] = [];
  const add = (text: string, before: readonly string[] = []) =>
    texts.push([...before, ...analyze(text)].slice(0, LONGEST_TEXT)) - 1;
  const nameTerms = analyze(name);
  const whole = add(description, nameTerms);
  const start = add(body);
  pairs.push([whole, start], [add(name), add(description)]);
  const sentences = description.split(/(?<=[.!?。])\s+|\n+/).filter((sentence) => sentence.length > 20);
  for (const [at, sentence] of sentences.length > 1 ? sentences.slice(0, MOST_SENTENCES).entries() : []) {
    const said = add(sentence);
    pairs.push([said, start], [said, add(sentences.filter((_, other) => other !== at).join(' '), nameTerms)]);
  }
  const quotes = [...description.matchAll(QUOTED)].slice(0, MOST_QUOTED).map((match) => match[1] ?? match[2] ?? '');
  const unquoted = quotes.length > 0 ? add(description.replace(QUOTED, ' '), nameTerms) : whole;
  for (const quote of quotes) {
    const said = add(quote);
    pairs.push([said, start], [said, unquoted]);
  }
  for (const [at, section] of body
    .split(/^#{1,6}\s+/m)
    .slice(1, 1 + MOST_SECTIONS)
    .entries()) {
    const newline = section.indexOf('\n');
    if (newline === -1) continue;
    const heading = section.slice(0, newline);
    pairs.push([add(heading, nameTerms), add(section.slice(newline))]);
    if (at < MOST_SECTIONS / 2) pairs.push([add(heading), whole]);
  }
  const examples = (SAYS_WHEN.exec(body)?.[1] ?? '').split('\n').filter((line) => /^\s*(?:[-*]|\d+\.)\s+\S/.test(line));
  for (const example of examples.slice(0, MOST_EXAMPLES)) pairs.push([add(example), whole]);
  const paragraphs = body.split(/\n\s*\n/).filter((paragraph) => paragraph.length > 120 && !paragraph.startsWith('#'));
  for (const paragraph of paragraphs.slice(0, MOST_PARAGRAPHS)) pairs.push([add(paragraph), whole]);
  return { texts, pairs };
}
