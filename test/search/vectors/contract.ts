/** What every retriever must do, whatever it is made of. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field, Query, Retrieval, Retriever, SearchDocument } from '../../../src/domain/search.ts';

const FIELDS: readonly Field[] = ['name', 'triggers', 'description', 'headings', 'body'];

/** A document with nothing in it but what is given. */
export function documentOf(id: string, fields: Partial<Record<Field, string>> = {}): SearchDocument {
  return { id, name: '', triggers: '', description: '', headings: '', body: '', ...fields };
}

/** A query of words that analysis leaves as they are. */
export function queryOf(...sequence: readonly string[]): Query {
  return { text: sequence.join(' '), terms: [...new Set(sequence)], sequence };
}

/** Short words without stem or stop word, so that a document's words are its terms. */
const word = fc.constantFrom('rye', 'oat', 'crust', 'flour', 'salt', 'malt', 'heat', 'loaf', 'bun', 'zest');
const words = fc.array(word, { maxLength: 6 }).map((list) => list.join(' '));
const document = fc.record({
  id: fc.stringMatching(/^[a-f]{1,3}\.md$/),
  name: words,
  triggers: words,
  description: words,
  headings: words,
  body: words,
});
const corpus = fc.uniqueArray(document, { selector: ({ id }) => id, maxLength: 12 });
const query = fc
  .array(fc.oneof(word, fc.constantFrom('xylo', 'quark')), { maxLength: 6 })
  .map((list) => queryOf(...list));
const limit = fc.integer({ min: 1, max: 15 });

/** A retrieval as plain data, so that two can be compared. */
function plain({ query: read, candidates, documentFrequency, corrections }: Retrieval): unknown {
  return {
    read,
    candidates: candidates.map(({ matches, ...rest }) => ({ ...rest, matches: [...matches] })),
    documentFrequency: [...documentFrequency].sort(),
    corrections: [...corrections].sort(),
  };
}

/** A retriever whose answers may have to be waited for. */
export interface AnyRetriever {
  readonly size: Retriever['size'] | Promise<Retriever['size']>;
  retrieve(...asked: Parameters<Retriever['retrieve']>): Retrieval | Promise<Retrieval>;
}

/**
 * Run the contract against an implementation.
 *
 * @param name
 *   What to call it in the report.
 * @param create
 *   Makes a retriever over documents.
 * @param numRuns
 *   How many inputs each property is tried on (default: 100).
 */
export function retrieverContract(
  name: string,
  create: (documents: readonly SearchDocument[]) => AnyRetriever | Promise<AnyRetriever>,
  numRuns = 100,
): void {
  const assertAll = <Input>(property: fc.IAsyncProperty<Input>) => fc.assert(property, { numRuns });
  describe(`${name} keeps the contract of a retriever`, () => {
    it('says how many documents it holds', async () => {
      await assertAll(
        fc.asyncProperty(corpus, async (documents) => {
          expect(await (await create(documents)).size).toBe(documents.length);
        }),
      );
    });

    it('does not depend on the order of the documents, to the last bit of a score', async () => {
      await assertAll(
        fc.asyncProperty(corpus, query, limit, async (documents, asked, most) => {
          const backward = await (await create([...documents].reverse())).retrieve(asked, most);
          expect(plain(backward)).toEqual(plain(await (await create(documents)).retrieve(asked, most)));
        }),
      );
    });

    it('does not depend on it in a larger corpus either, whose average lengths are no round numbers', async () => {
      const pool = ['rye', 'oat', 'crust', 'flour', 'salt', 'malt', 'heat', 'loaf', 'bun', 'zest', 'tin'];
      const documents = Array.from({ length: 60 }, (_, index) => {
        const text = (step: number) => pool.slice((index * step) % 7, 1 + ((index * step) % 11)).join(' ');
        return documentOf(`${String(index).padStart(2, '0')}.md`, {
          name: text(3),
          description: text(5),
          body: text(7),
        });
      });
      const asked = queryOf('rye', 'malt', 'tin');
      const forward = plain(await (await create(documents)).retrieve(asked, 60));
      expect(plain(await (await create([...documents].reverse())).retrieve(asked, 60))).toEqual(forward);
    });

    it('does not change the documents it is given', async () => {
      const documents = Object.freeze([documentOf('b.md', { body: 'rye' }), documentOf('a.md', { body: 'rye' })]);
      await (await create(documents)).retrieve(queryOf('rye'), 5);
      expect(documents.map(({ id }) => id)).toEqual(['b.md', 'a.md']);
    });

    it('gives the same output for the same input, whatever was asked before', async () => {
      await assertAll(
        fc.asyncProperty(corpus, query, query, limit, async (documents, asked, other, most) => {
          const retriever = await create(documents);
          const before = plain(await retriever.retrieve(asked, most));
          await retriever.retrieve(other, most);
          expect(plain(await retriever.retrieve(asked, most))).toEqual(before);
        }),
      );
    });

    it('gives at most as many candidates as the limit says, and those are the best of all', async () => {
      await assertAll(
        fc.asyncProperty(corpus, query, limit, async (documents, asked, most) => {
          const retriever = await create(documents);
          const all = (await retriever.retrieve(asked, documents.length + 1)).candidates.map(({ id }) => id);
          expect((await retriever.retrieve(asked, most)).candidates.map(({ id }) => id)).toEqual(all.slice(0, most));
        }),
      );
    });

    it('puts candidates best first, each once, ties by id', async () => {
      await assertAll(
        fc.asyncProperty(corpus, query, async (documents, asked) => {
          const { candidates } = await (await create(documents)).retrieve(asked, 20);
          expect(new Set(candidates.map(({ id }) => id)).size).toBe(candidates.length);
          for (const [index, candidate] of candidates.slice(1).entries()) {
            const before = candidates[index];
            const inOrder =
              before !== undefined &&
              (before.score > candidate.score || (before.score === candidate.score && before.id < candidate.id));
            expect(inOrder).toBe(true);
          }
        }),
      );
    });

    it('breaks a tie between equal documents by id, not by insertion', async () => {
      const same = { name: 'rye', body: 'flour' };
      const retriever = await create(['c.md', 'a.md', 'b.md'].map((id) => documentOf(id, same)));
      expect((await retriever.retrieve(queryOf('rye'), 5)).candidates.map(({ id }) => id)).toEqual([
        'a.md',
        'b.md',
        'c.md',
      ]);
    });

    it('gives no candidate for a query without terms', async () => {
      await assertAll(
        fc.asyncProperty(corpus, async (documents) => {
          const { candidates, documentFrequency } = await (await create(documents)).retrieve(queryOf(), 5);
          expect([candidates.length, documentFrequency.size]).toEqual([0, 0]);
        }),
      );
    });

    it('gives no candidate from no documents', async () => {
      expect((await (await create([])).retrieve(queryOf('rye'), 5)).candidates).toEqual([]);
    });

    it('names as matches only terms of the query it read, in fields that hold them', async () => {
      await assertAll(
        fc.asyncProperty(corpus, query, async (documents, asked) => {
          const { query: read, candidates } = await (await create(documents)).retrieve(asked, 20);
          const byId = new Map(documents.map((own) => [own.id, own]));
          for (const { id, matches } of candidates) {
            for (const [term, fields] of matches) {
              expect(read.terms).toContain(term);
              expect(fields.length).toBeGreaterThan(0);
              for (const field of fields) expect(byId.get(id)?.[field].split(' ')).toContain(term);
            }
          }
        }),
      );
    });

    it('finds a document that holds a term of the query in any one field', async () => {
      for (const field of FIELDS) {
        const retriever = await create([
          documentOf('a.md', { [field]: 'rye bun' }),
          documentOf('b.md', { [field]: 'oat' }),
        ]);
        const { candidates } = await retriever.retrieve(queryOf('rye'), 5);
        expect(candidates.map(({ id, matches }) => [id, matches.get('rye')])).toEqual([['a.md', [field]]]);
      }
    });

    it('has scores above 0, and a score for exactly the fields that matched', async () => {
      await assertAll(
        fc.asyncProperty(corpus, query, async (documents, asked) => {
          for (const { score, fieldScores, matches } of (await (await create(documents)).retrieve(asked, 20))
            .candidates) {
            expect(score).toBeGreaterThan(0);
            expect(new Set(Object.keys(fieldScores))).toEqual(new Set([...matches.values()].flat()));
          }
        }),
      );
    });

    it('counts the documents that hold a term in any field, beyond the limit too', async () => {
      await assertAll(
        fc.asyncProperty(corpus, query, limit, async (documents, asked, most) => {
          const { query: read, documentFrequency } = await (await create(documents)).retrieve(asked, most);
          for (const term of read.terms) {
            const holding = documents.filter((own) => FIELDS.some((field) => own[field].split(' ').includes(term)));
            expect(documentFrequency.get(term) ?? 0).toBe(holding.length);
          }
          for (const [term, count] of documentFrequency)
            expect([read.terms.includes(term), count > 0]).toEqual([true, true]);
        }),
      );
    });

    it('keeps the text of the query as it was asked', async () => {
      const asked = { ...queryOf('rye', 'rye'), text: 'Rye?  RYE!' };
      const retriever = await create([documentOf('a.md', { body: 'rye' })]);
      expect((await retriever.retrieve(asked, 5)).query).toEqual(asked);
    });
  });
}
