import { describe, expect, it } from 'vitest';
import { createLexicalRetriever } from '../../../src/search/lexical.ts';
import { analyze } from '../../../src/text/analyze.ts';
import { documentOf, queryOf, retrieverContract } from './contract.ts';

retrieverContract('createLexicalRetriever', createLexicalRetriever);

describe('createLexicalRetriever: fields', () => {
  it('a term in name or triggers counts more than in the description, headings and body', () => {
    const filler = { name: 'oat', triggers: 'oat', description: 'oat', headings: 'oat', body: 'oat' };
    const fields = ['body', 'headings', 'description', 'triggers'] as const;
    const retriever = createLexicalRetriever(fields.map((field) => documentOf(field, { ...filler, [field]: 'rye' })));
    const ids = retriever.retrieve(queryOf('rye'), 5).candidates.map(({ id }) => id);
    expect(ids).toEqual(['triggers', 'description', 'headings', 'body']);
  });

  it('a rare term counts more than a common one', () => {
    const common = ['a', 'b', 'c', 'd'].map((id) => documentOf(id, { body: 'flour' }));
    const retriever = createLexicalRetriever([...common, documentOf('z', { body: 'malt' })]);
    expect(retriever.retrieve(queryOf('flour', 'malt'), 1).candidates.map(({ id }) => id)).toEqual(['z']);
  });

  it('analyses documents as it expects queries to be: stems, stop words, identifiers', () => {
    const retriever = createLexicalRetriever([documentOf('a', { body: 'Please help me with baking `bakeLoaf.yaml`' })]);
    for (const term of ['bake', 'loaf', 'yaml', 'bakeloaf.yaml']) {
      expect(retriever.retrieve(queryOf(term), 5).candidates.map(({ id }) => id)).toEqual(['a']);
    }
    expect(retriever.retrieve(queryOf('please'), 5).candidates).toEqual([]);
  });
});

describe('createLexicalRetriever: slips of the finger', () => {
  const retriever = createLexicalRetriever([
    documentOf('a.md', { name: 'sourdough starter', body: 'croissant' }),
    documentOf('b.md', { triggers: 'invoice payment', description: 'for bakers' }),
    documentOf('c.md', { name: 'oven rye' }),
    documentOf('d.md', { name: 'oven oat' }),
  ]);
  const readAs = (...words: readonly string[]) =>
    [...retriever.retrieve(queryOf(...words.flatMap(analyze)), 5).corrections].map(([, term]) => term);

  it.each([
    { why: 'a letter missing', slip: 'invoce', term: 'invoic' },
    { why: 'a letter too many', slip: 'sourdoughh', term: 'sourdough' },
    { why: 'another letter', slip: 'startar', term: 'starter' },
    { why: 'two edits in a long word', slip: 'saurdaugh', term: 'sourdough' },
  ])('$why: $slip is read as $term', ({ slip, term }) => {
    expect(readAs(slip)).toEqual([term]);
  });

  it.each([
    { why: 'a known word stays what it is', slip: 'invoice' },
    { why: 'a short word may be any other', slip: 'ovan' },
    { why: 'two edits are too many for a word of five to seven letters', slip: 'stertur' },
    { why: 'the first letter is seldom mistaken', slip: 'pinvoice' },
    { why: 'a word of a body alone is nothing a reference is routed by', slip: 'croisant' },
    { why: 'what is not only letters is a name', slip: 'sourd0ugh' },
    { why: 'a word far from all others is unknown', slip: 'spaceship' },
  ])('$why: $slip', ({ slip }) => {
    expect(readAs(slip)).toEqual([]);
  });

  it('the corrected query is what candidates match, and the text stays', () => {
    const { query, candidates } = retriever.retrieve(queryOf('sourdogh', 'oven'), 5);
    expect(query).toEqual({ text: 'sourdogh oven', terms: ['sourdough', 'oven'], sequence: ['sourdough', 'oven'] });
    expect(candidates.map(({ id }) => id)).toEqual(['a.md', 'c.md', 'd.md']);
  });

  it('a slip beside the word itself is one term', () => {
    expect(retriever.retrieve(queryOf('sourdogh', 'sourdough'), 5).query).toMatchObject({
      terms: ['sourdough'],
      sequence: ['sourdough', 'sourdough'],
    });
  });

  it.each([
    { why: 'one edit comes before two', names: ['bakershop', 'bakershap', 'bakershap'], read: 'bakershop' },
    { why: 'the more common of two as near', names: ['bakershoq', 'bakershot', 'bakershot'], read: 'bakershot' },
    {
      why: 'of two as near and as common the first by code point',
      names: ['bakershot', 'bakershoq'],
      read: 'bakershoq',
    },
  ])('$why', ({ names, read }) => {
    const shops = createLexicalRetriever(names.map((name, index) => documentOf(`${index}.md`, { name })));
    expect(shops.retrieve(queryOf('bakershopp'), 5).corrections.get('bakershopp')).toBe(read);
  });

  it('a request of many unknown words is no slip: only the first twelve are compared', () => {
    const unknown = Array.from({ length: 12 }, (_, index) => `zzzzz${'abcdefghijkl'[index]}`);
    expect(readAs(...unknown, 'invoce')).toEqual([]);
    expect(readAs(...unknown.slice(1), 'invoce')).toEqual(['invoic']);
  });
});
