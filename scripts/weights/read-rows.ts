/** Labelled catalogues → the evidence of every candidate of every request, as fitting and measuring read it. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCatalog } from '../../src/load/catalog/build-catalog.ts';
import { collectEvidence } from '../../src/route/collect-evidence.ts';
import type { Features } from '../../src/route/evidence.ts';
import { createTermWeights } from '../../src/route/importance.ts';
import { profilesOf } from '../../src/route/profile-inputs.ts';
import { profilesIn } from '../../src/route/profiles.ts';
import { parseQuery } from '../../src/route/query.ts';
import { createLexicalRetriever } from '../../src/search/lexical.ts';
import { createSemanticIndex } from '../../src/search/vectors/semantic.ts';
import type { WordVectors } from '../../src/search/vectors/word-vectors.ts';
import { evenly } from './fit.ts';

/**
 * What a request is to a catalogue: answered by it (`in`), asked of it in vain (`none`), naming only what must not be
 * chosen (`not`), or taken from another catalogue (`foreign`).
 */
type Kind = 'in' | 'none' | 'not' | 'foreign';

/** A request with its candidates. */
export interface Row {
  readonly kind: Kind;
  readonly query: string;
  /** Share of the request's terms that the vectors know. */
  readonly known: number;
  /** Mean cosine to the references nearest in meaning. */
  readonly surroundings: number;
  /** Ids of what answers it, whether a candidate or not. */
  readonly answers: ReadonlySet<string>;
  readonly candidates: readonly Weighted[];
}

/** A candidate, its evidence, and what the label says of it. */
export interface Weighted {
  readonly id: string;
  readonly features: Features;
  readonly right: boolean;
  readonly wrong: boolean;
}

/** A document of a catalogue. */
export interface Skill {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly triggers: readonly string[];
  readonly body: string;
}

/** A catalogue with its requests. */
export interface LabelledCatalogue {
  readonly name: string;
  readonly skills: readonly Skill[];
  readonly rows: readonly Row[];
}

const CONSIDERED = 50;
/** Requests of each other catalogue that are sent in. */
const FOREIGN_EACH = 6;
/** Nothing is foreign to a catalogue of a thousand. */
const MOST_WITH_FOREIGN = 250;
/** Names that begin alike are two states of one catalogue. */
const SAME_FAMILY = 8;

/**
 * Read catalogues.
 *
 * @param data
 *   A folder of folders with `skills.jsonl` and `queries.jsonl`.
 * @param vectors
 *   The table of words, or `undefined` to weigh words alone.
 */
export function* readCatalogues(data: string, vectors: WordVectors | undefined): Iterable<LabelledCatalogue> {
  const names = readdirSync(data)
    .filter((name) => existsSync(join(data, name, 'queries.jsonl')))
    .sort();
  const requests = new Map(names.map((name) => [name, linesOf(join(data, name, 'queries.jsonl'))]));
  for (const name of names) {
    const skills = linesOf(join(data, name, 'skills.jsonl'));
    const weighOne = weigherOf(skills, vectors);
    const foreign = skills.length > MOST_WITH_FOREIGN ? [] : foreignTo(name, requests);
    const rows = [
      ...(requests.get(name) ?? []).flatMap((row) => weighOne(row, kindOf(row))),
      ...foreign.flatMap((query) => weighOne({ query }, 'foreign')),
    ];
    yield { name, skills: skills.map(skillOf), rows };
  }
}

/** Weighs the requests of one catalogue. */
function weigherOf(skills: readonly Json[], vectors: WordVectors | undefined): (row: Json, kind: Kind) => Row[] {
  const ids = new Map(skills.map((skill) => [documentOf(skill).path, String(skill['id'])]));
  const { catalog } = buildCatalog(skills.map(documentOf));
  const prepared = profilesOf(catalog.references, catalog.entryTexts);
  const profiles = profilesIn(new Map(prepared.map(({ profile }) => [profile.reference.id, profile])));
  const retriever = createLexicalRetriever(prepared.map(({ document }) => document));
  const weighTerms = createTermWeights(profiles);
  const vocabulary = new Set(prepared.flatMap(({ profile }) => [...profile.routingTerms]));
  const meanings = prepared.map(({ profile }) => profile.meaning);
  const ground = {
    profiles,
    branches: [],
    semantics: vectors && createSemanticIndex(meanings, vocabulary, vectors),
  };
  return (row, kind) => {
    const query = parseQuery(String(row['query']));
    if (query.terms.length === 0) return [];
    const answers = new Set([...texts(row['expected']), ...texts(row['acceptable'])]);
    const wrong = new Set(texts(row['not']));
    const retrieval = retriever.retrieve(query, CONSIDERED);
    const {
      candidates: weighed,
      vocabularyShare: known,
      neighborhoodSimilarity: surroundings,
    } = collectEvidence(ground, retrieval, weighTerms(retrieval));
    const candidates = weighed.map(({ profile, features }): Weighted => {
      const id = ids.get(profile.reference.id) ?? '';
      return { id, features, right: answers.has(id), wrong: wrong.has(id) };
    });
    return [{ kind, query: String(row['query']), known, surroundings, answers, candidates }];
  };
}

function kindOf(row: Json): Kind {
  if (texts(row['expected']).length > 0) return 'in';
  return Array.isArray(row['expected']) ? 'none' : 'not';
}

function foreignTo(name: string, requests: ReadonlyMap<string, readonly Json[]>): string[] {
  const others = [...requests].filter(([other]) => other.slice(0, SAME_FAMILY) !== name.slice(0, SAME_FAMILY));
  return others.flatMap(([, rows]) => {
    const asked = rows.filter((row) => kindOf(row) === 'in');
    return evenly(asked, FOREIGN_EACH).map((row) => String(row['query']));
  });
}

type Json = Readonly<Record<string, unknown>>;

function linesOf(path: string): Json[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function skillOf(skill: Json): Skill {
  const text = (key: string) => String(skill[key] ?? '');
  return {
    id: text('id'),
    name: text('name'),
    description: text('description'),
    triggers: [...texts(skill['triggers']), ...texts(skill['examples'])],
    body: text('body'),
  };
}

/** A skill of the data as the file its author wrote. */
function documentOf(skill: Json): { readonly path: string; readonly text: string } {
  const { id, name, description, body = '' } = skill;
  const list = (key: string) => {
    const items = texts(skill[key]);
    return items.length > 0 ? [`${key}:`, ...items.map((item) => `  - ${JSON.stringify(item)}`)] : [];
  };
  const fields = [
    `name: ${JSON.stringify(name)}`,
    ...(description ? [`description: ${JSON.stringify(description)}`] : []),
    ...list('triggers'),
    ...list('examples'),
  ];
  const path = String(id);
  return { path: path.endsWith('.md') ? path : `${path}/SKILL.md`, text: `---\n${fields.join('\n')}\n---\n${body}` };
}
