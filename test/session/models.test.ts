/** `routeAsync`: what an embedder and a reranker change, and that a decision never fails because of them. */

import { describe, expect, it } from 'vitest';
import { type EmbedFunction, type Reranker, SignpostError } from '../../src/index.ts';
import { buildSignpost } from '../../src/session/build-signpost.ts';

const documents = [
  { path: 'rye.md', text: '---\ntitle: Rye\ndescription: Bake dark rye bread.\n---\n' },
  { path: 'oven.md', text: '---\ntitle: Oven\ndescription: Repair the deck oven.\n---\n' },
  { path: 'leave.md', text: '---\ntitle: Leave\ndescription: Ask for holidays.\n---\n' },
];
const query = 'repair the bread oven';

/** Puts everything that speaks of bread, and the request, in one direction. */
const breadward: EmbedFunction = (texts) => texts.map((text) => (/bread/i.test(text) ? [1, 0.1] : [0.1, 1]));
const preferring =
  (id: string): Reranker =>
  (_query, candidates) =>
    candidates.map((candidate) => (candidate.id === id ? 1 : 0));

const scoreOf = (decision: { candidates: readonly { id: string; score: number }[] }, id: string) =>
  decision.candidates.find((candidate) => candidate.id === id)?.score ?? 0;

describe('routeAsync', () => {
  it('decides as route does when there is no model', async () => {
    const signpost = buildSignpost(documents);
    expect(await signpost.routeAsync(query, { explain: true })).toEqual(signpost.route(query, { explain: true }));
  });

  it('takes the nearness of an embedder for that of the vectors', async () => {
    const signpost = buildSignpost(documents, { embedder: breadward });
    const [plain, decision] = [signpost.route(query), await signpost.routeAsync(query)];
    const gained = (id: string) => scoreOf(decision, id) - scoreOf(plain, id);
    expect(gained('rye.md')).toBeGreaterThan(gained('oven.md'));
    expect(decision.degraded).toBeUndefined();
  });

  it('hears an embedder on requests whose words the vectors do not know', async () => {
    const embedder: EmbedFunction = (texts) => texts.map((text) => (/bread|хлеб/.test(text) ? [1, 0] : [0, 1]));
    const decision = await buildSignpost(documents, { embedder }).routeAsync('испечь хлеб');
    expect(decision.candidates[0]?.id).toBe('rye.md');
  });

  it('asks no model about a request without a term', async () => {
    const never = () => {
      throw new Error('asked');
    };
    const decision = await buildSignpost(documents, { embedder: never, reranker: never }).routeAsync('?!');
    expect(decision).toMatchObject({ decision: 'abstain', reason: 'empty-query' });
    expect(decision.degraded).toBeUndefined();
  });

  it('embeds the references once', async () => {
    const sizes: number[] = [];
    const signpost = buildSignpost(documents, {
      embedder: (texts) => {
        sizes.push(texts.length);
        return breadward(texts, {});
      },
    });
    await signpost.routeAsync(query);
    await signpost.routeAsync('holidays');
    expect(sizes).toEqual([3, 1, 1]);
  });

  it('goes on without an embedder that fails, says so, and asks it again', async () => {
    let calls = 0;
    const embedder: EmbedFunction = (texts) => {
      calls++;
      if (calls === 1) throw new Error('out of memory');
      return breadward(texts, {});
    };
    const signpost = buildSignpost(documents, { embedder });
    const failed = await signpost.routeAsync(query);
    expect(failed).toEqual({ ...signpost.route(query), degraded: failed.degraded });
    expect(failed.degraded).toMatchObject([{ part: 'embedder', code: 'SIGNPOST_EMBEDDER_FAILED' }]);
    expect((await signpost.routeAsync(query)).degraded).toBeUndefined();
  });

  it('goes on without an embedder that never answers, and stops it', async () => {
    let stopped = false;
    const embedder: EmbedFunction = (texts, { signal }) => {
      if (texts.length > 1) return breadward(texts, {});
      signal?.addEventListener('abort', () => {
        stopped = true;
      });
      return new Promise(() => {});
    };
    const signpost = buildSignpost(documents, { embedder, embedWithinMs: 20 });
    const decision = await signpost.routeAsync(query);
    expect(decision.degraded).toMatchObject([
      {
        part: 'embedder',
        code: 'SIGNPOST_EMBEDDER_LATE',
        message: 'Embedder `function embedder` did not answer within 20 ms',
      },
    ]);
    expect(decision.candidates).toEqual(signpost.route(query).candidates);
    expect(stopped).toBe(true);
  });

  it('goes on embedding the references past the deadline of a request', async () => {
    let references = 0;
    const embedder: EmbedFunction = async (texts) => {
      if (texts.length > 1) {
        references++;
        await new Promise((settle) => setTimeout(settle, 60));
      }
      return breadward(texts, {});
    };
    const signpost = buildSignpost(documents, { embedder, embedWithinMs: 40 });
    expect((await signpost.routeAsync(query)).degraded).toMatchObject([{ code: 'SIGNPOST_EMBEDDER_LATE' }]);
    expect((await signpost.routeAsync(query)).degraded).toBeUndefined();
    expect(references).toBe(1);
  });

  it('asks for the references again when ten deadlines have passed', async () => {
    let references = 0;
    const embedder: EmbedFunction = (texts) => {
      if (texts.length === 1) return breadward(texts, {});
      references++;
      return references === 1 ? new Promise(() => {}) : breadward(texts, {});
    };
    const signpost = buildSignpost(documents, { embedder, embedWithinMs: 10 });
    expect((await signpost.routeAsync(query)).degraded).toMatchObject([{ code: 'SIGNPOST_EMBEDDER_LATE' }]);
    await new Promise((settle) => setTimeout(settle, 110));
    expect((await signpost.routeAsync(query)).degraded).toBeUndefined();
    expect(references).toBe(2);
  });

  it('embeds no more than the start of a request', async () => {
    const lengths: number[] = [];
    const embedder: EmbedFunction = (texts) => {
      lengths.push(...texts.map(({ length }) => length));
      return breadward(texts, {});
    };
    await buildSignpost(documents, { embedder }).routeAsync(`x${'🍞 bread'.repeat(5000)}`);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(8000);
  });

  it('says in an explanation what the reranker moved', async () => {
    const decision = await buildSignpost(documents, { reranker: preferring('rye.md') }).routeAsync(query, {
      explain: true,
    });
    const moved = decision.explanation?.candidates.map(({ adjustments }) => Object.keys(adjustments)) ?? [];
    expect(new Set(moved.flat())).toEqual(new Set(['reranked']));
  });

  it('puts candidates in the order of a reranker, and gives it their texts', async () => {
    const seen: string[] = [];
    const reranker: Reranker = (asked, candidates, options) => {
      seen.push(...candidates.map(({ id, text }) => `${id} ${text.length}`));
      return preferring('rye.md')(asked, candidates, options);
    };
    const decision = await buildSignpost(documents, { reranker }).routeAsync(query);
    expect(decision.candidates[0]?.id).toBe('rye.md');
    expect(seen).toContain(`rye.md ${documents[0]?.text.length}`);
  });

  it('keeps the first ranking when the reranker is late or fails', async () => {
    const never: Reranker = () => new Promise(() => {});
    const broken: Reranker = () => [1];
    for (const [reranker, code] of [
      [never, 'SIGNPOST_RERANKER_LATE'],
      [broken, 'SIGNPOST_RERANKER_FAILED'],
    ] as const) {
      const signpost = buildSignpost(documents, { reranker, rerankWithinMs: 20 });
      const decision = await signpost.routeAsync(query);
      expect(decision.degraded).toMatchObject([{ part: 'reranker', code }]);
      expect(decision.candidates).toEqual(signpost.route(query).candidates);
    }
  });

  it('rejects a wrong query as route throws', async () => {
    await expect(buildSignpost(documents).routeAsync(7 as unknown as string)).rejects.toThrow(SignpostError);
  });

  it.each([
    ['an embedder that is none', { embedder: {} }],
    ['a reranker that is none', { reranker: 'cohere' }],
    ['a deadline below zero', { rerankWithinMs: -1 }],
    ['a deadline that is no number', { rerankWithinMs: Number.NaN }],
    ['a deadline of an embedder below zero', { embedWithinMs: -1 }],
    ['an embedder without meaning', { embedder: breadward, semantic: false }],
    ['meaning that is no flag', { semantic: 'yes' }],
  ])('refuses %s', (_name, options) => {
    const open = () => buildSignpost(documents, options as object);
    expect(open).toThrow(expect.objectContaining({ code: 'SIGNPOST_BAD_OPTION' }));
  });
});
