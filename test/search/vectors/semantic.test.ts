import { describe, expect, it } from 'vitest';
import { createSemanticIndex, type SemanticDocument } from '../../../src/search/vectors/semantic.ts';
import { decodeWordVectors } from '../../../src/search/vectors/word-vectors.ts';
import { tableOf } from './vectors.ts';

const vectors = decodeWordVectors(
  tableOf({ oven: [100, 0], stove: [90, 30], invoice: [0, 100], bill: [20, 90], clean: [50, 50] }),
);

function documentOf(id: string, whole: string[], rest: Partial<SemanticDocument> = {}): SemanticDocument {
  return { id, whole, said: [], body: [], ...rest };
}

function indexOf(documents: readonly SemanticDocument[], vocabulary: readonly string[] = []) {
  if (!vectors) throw new Error('the table made by hand is none');
  return createSemanticIndex(documents, vocabulary, vectors);
}

const both = indexOf(
  [documentOf('b', ['invoice']), documentOf('a', ['oven'])],
  ['oven', 'stove', 'invoice', 'unknown'],
);
const asked = (index: ReturnType<typeof indexOf>, ...terms: string[]) => {
  const request = index.embed(terms);
  if (!request) throw new Error('no word of the request is known');
  return request;
};

describe('what is near', () => {
  it('comes nearest first, what is far not at all', () => {
    expect(both.nearest(asked(both, 'stove'), 5)).toEqual(['a', 'b']);
    expect(both.nearest(asked(both, 'oven'), 5)).toEqual(['a']);
    expect(both.nearest(asked(both, 'stove'), 1)).toEqual(['a']);
  });

  it('goes by id when two are as near', () => {
    const twins = indexOf([documentOf('z', ['oven']), documentOf('y', ['oven'])]);
    expect(twins.nearest(asked(twins, 'oven'), 5)).toEqual(['y', 'z']);
  });

  it('is less near the less of the request is known', () => {
    const [whole, half] = [['oven'], ['oven', 'zeppelin']].map((terms) => both.similarity(asked(both, ...terms), 'a'));
    expect(half?.whole).toBeCloseTo((whole?.whole ?? 0) / 2);
  });
});

describe('similarity', () => {
  const body = [...Array<string>(100).fill('invoice'), 'oven'];
  const index = indexOf([documentOf('a', ['bill'], { said: [['invoice'], ['stove']], body })]);

  it('takes the nearest of what is said, and the nearest passage', () => {
    const { said, passage } = index.similarity(asked(index, 'oven'), 'a');
    expect(said).toBeCloseTo(0.949, 2);
    expect(passage).toBeCloseTo(1);
  });

  it('to the whole may be far, and is 0 where there is nothing', () => {
    expect(index.similarity(asked(index, 'oven'), 'a').whole).toBeCloseTo(0.217, 2);
    expect(index.similarity(asked(index, 'oven'), 'gone')).toEqual({ whole: 0, passage: 0, said: 0 });
  });
});

describe('related terms', () => {
  it('are those of the catalog that are near, nearest first, the term itself left out', () => {
    expect(both.related('oven').map(({ term }) => term)).toEqual(['stove']);
    expect(both.related('clean').map(({ term }) => term)).toEqual(['stove', 'invoice', 'oven']);
  });

  it('are none of a term the table does not know', () => {
    expect(both.related('zeppelin')).toEqual([]);
  });
});
