import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RerankCandidate, Reranker } from '../../src/domain/models.ts';
import { rerankWithin } from '../../src/models/rerank-within.ts';

const candidates: readonly RerankCandidate[] = ['a.md', 'b.md', 'c.md'].map((id) => ({
  id,
  title: id,
  description: '',
  text: '',
}));
const FAILED = 'SIGNPOST_RERANKER_FAILED';
const LATE = 'SIGNPOST_RERANKER_LATE';

/** A reranker that gives this, whatever it is asked. */
function giving(value: unknown): () => never {
  return () => value as never;
}

describe('rerankWithin', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([
    { what: 'at once', reranker: giving([3, -1, 0.5]) },
    { what: 'with a promise', reranker: giving(Promise.resolve([3, -1, 0.5])) },
  ])('gives the scores that come $what', async ({ reranker }) => {
    const outcome = await rerankWithin(reranker, 'query', candidates, 300);
    expect(outcome).toEqual({ kind: 'scored', scores: [3, -1, 0.5] });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('hands over query, candidates and a signal that is not aborted', async () => {
    const reranker = vi.fn<Reranker>((_query, { length }) => Array<number>(length).fill(1));
    await rerankWithin(reranker, 'rotate keys', candidates, 300);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(reranker).toHaveBeenCalledExactlyOnceWith('rotate keys', candidates, { signal: expect.any(AbortSignal) });
    expect(reranker.mock.calls[0]?.[2].signal.aborted).toBe(false);
  });

  it('asks nobody about no candidates', async () => {
    expect(await rerankWithin(giving('nonsense'), 'query', [], 300)).toEqual({ kind: 'scored', scores: [] });
  });

  it('gives up at the deadline, and says so by the signal', async () => {
    let seen: AbortSignal | undefined;
    const outcome = rerankWithin(
      (_query, _candidates, { signal }) => {
        seen = signal;
        return new Promise(() => undefined);
      },
      'query',
      candidates,
      300,
    );
    await vi.advanceTimersByTimeAsync(299);
    expect(seen?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(seen?.aborted).toBe(true);
    expect(await outcome).toEqual({
      kind: 'degraded',
      degraded: { part: 'reranker', code: LATE, message: 'The reranker did not answer within 300 ms' },
    });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is late also when the reranker rejects because of the signal', async () => {
    const outcome = rerankWithin(
      (_query, _candidates, { signal }) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      'query',
      candidates,
      300,
    );
    await vi.advanceTimersByTimeAsync(300);
    expect(await outcome).toMatchObject({ degraded: { code: LATE } });
  });

  it.each([
    { what: 'scores', settle: () => [1, 2, 3] },
    {
      what: 'a failure',
      settle: () => {
        throw new Error('too late');
      },
    },
  ])('does not mind $what after the deadline', async ({ settle }) => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const reranker = () => new Promise<void>((done) => setTimeout(done, 500)).then(settle);
    const outcome = rerankWithin(reranker, 'query', candidates, 300);
    await vi.advanceTimersByTimeAsync(300);
    expect(await outcome).toMatchObject({ degraded: { code: LATE } });
    await vi.advanceTimersByTimeAsync(200);
    vi.useRealTimers();
    // Node looks for unhandled rejections when the microtasks are done.
    await new Promise((done) => setTimeout(done, 20));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('waits for days where that is the deadline', async () => {
    const outcome = rerankWithin(
      () => new Promise((done) => setTimeout(() => done([1, 2, 3]), 1_000)),
      'query',
      candidates,
      1e12,
    );
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await outcome).toMatchObject({ kind: 'scored' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    { what: 'nothing', value: undefined, reason: 'what it gave is no list of scores' },
    { what: 'an object', value: { 0: 1, 1: 2, 2: 3, length: 3 }, reason: 'what it gave is no list of scores' },
    { what: 'too few', value: [1, 2], reason: '2 scores for 3 candidates' },
    { what: 'too many', value: [1, 2, 3, 4], reason: '4 scores for 3 candidates' },
    { what: 'a hole', value: Object.assign(Array(3), { 0: 1, 2: 3 }), reason: 'no finite score for `b.md`' },
    { what: 'NaN', value: [1, 2, Number.NaN], reason: 'no finite score for `c.md`' },
    { what: 'infinity', value: [Number.POSITIVE_INFINITY, 2, 3], reason: 'no finite score for `a.md`' },
    { what: 'texts', value: ['1', '2', '3'], reason: 'no finite score for `a.md`' },
  ])('does without $what', async ({ value, reason }) => {
    const outcome = await rerankWithin(giving(value), 'query', candidates, 300);
    const message = `The reranker failed: ${reason}`;
    expect(outcome).toEqual({ kind: 'degraded', degraded: { part: 'reranker', code: FAILED, message } });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does without the scores of a list that was sorted', async () => {
    const sorting: Reranker = (_query, given) => (given as RerankCandidate[]).sort().map(() => 1);
    expect(await rerankWithin(sorting, 'query', candidates, 300)).toMatchObject({ degraded: { code: FAILED } });
    expect(candidates.map(({ id }) => id)).toEqual(['a.md', 'b.md', 'c.md']);
  });

  it('does without one that is no function', async () => {
    // @ts-expect-error What JavaScript lets through.
    expect(await rerankWithin('bge', 'query', candidates, 300)).toMatchObject({ degraded: { code: FAILED } });
  });

  it('never throws, whatever is thrown or given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything({ withNullPrototype: true }), async (anything) => {
        const throwing = () => {
          throw anything;
        };
        for (const reranker of [throwing, async () => throwing(), giving(anything)]) {
          const outcome = await rerankWithin(reranker, 'query', candidates, 300);
          expect(outcome).toMatchObject({ kind: 'degraded', degraded: { part: 'reranker', code: FAILED } });
        }
        expect(vi.getTimerCount()).toBe(0);
      }),
    );
  });
});
