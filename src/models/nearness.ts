/** An embedder over the references of a catalog: how near a request is to each of them. */

import type { Embedder, Vector } from '../domain/models.ts';
import { SignpostError } from '../domain/signpost-error.ts';
import { within } from './deadline.ts';

/** A reference as an embedder reads it. */
export interface EmbeddedText {
  readonly id: string;
  readonly text: string;
}

/** Characters of a text that are embedded: models read a few thousand tokens, and servers refuse what is longer. */
const READ = 8000;

/** After as many deadlines without the references they are asked for again. */
const MOST_DEADLINES = 10;

/** How near a request is to each reference: cosines in [-1, 1] by id. */
export type Nearness = (query: string) => Promise<ReadonlyMap<string, number>>;

/**
 * Make the nearness of a catalog.
 *
 * @param embedder
 *   Whose vectors are compared. It is asked for the references once, by the first request; when that fails, by the next
 *   one again.
 * @param texts
 *   The references. Of each, and of a request, the first 8,000 characters are embedded.
 * @param deadlineMs
 *   How long a request waits for its cosines, in milliseconds, 0 or more. The references go on being embedded past it, for
 *   the requests to come; ten deadlines later they are asked for again.
 * @returns
 *   Rejects as the embedder does, and with `SIGNPOST_EMBEDDER_LATE` at the deadline. A vector of zeros is near to nothing.
 * @example
 *   const near = createNearness(embedder, [{ id: 'rye.md', text: 'Bake rye bread' }], 10_000);
 *   (await near('pumpernickel')).get('rye.md'); // 0.83
 */
export function createNearness(embedder: Embedder, texts: readonly EmbeddedText[], deadlineMs: number): Nearness {
  let embedded: { readonly vectors: Promise<readonly Vector[]>; readonly since: number; settled: boolean } | undefined;
  const vectorsOf = () => {
    // Of a call that has outlived so many requests nothing is to be expected.
    const isLost = embedded && !embedded.settled && performance.now() - embedded.since > MOST_DEADLINES * deadlineMs;
    if (!embedded || isLost) {
      const asked = {
        vectors: embedder.embed(texts.map(({ text }) => begun(text))),
        since: performance.now(),
        settled: false,
      };
      embedded = asked;
      asked.vectors.then(
        () => {
          asked.settled = true;
        },
        () => {
          if (embedded === asked) embedded = undefined;
        },
      );
    }
    return embedded.vectors;
  };
  const near = async (query: string, signal: AbortSignal) => {
    const vectors = await vectorsOf();
    signal.throwIfAborted();
    const [request = []] = await embedder.embed([begun(query)], { signal });
    return new Map(texts.map(({ id }, at) => [id, cosine(request, vectors[at] ?? [])]));
  };
  return (query) =>
    within(
      (signal) => near(query, signal),
      deadlineMs,
      () => {
        const message = `Embedder \`${embedder.name}\` did not answer within ${deadlineMs} ms`;
        throw new SignpostError('SIGNPOST_EMBEDDER_LATE', message);
      },
    );
}

/** The start of a text, without half of a character at its end. */
function begun(text: string): string {
  return text.length <= READ ? text : text.slice(0, READ).replace(/[\ud800-\udbff]$/, '');
}

function cosine(left: Vector, right: Vector): number {
  let [dot, lefts, rights] = [0, 0, 0];
  for (let at = 0; at < left.length; at++) {
    const [a, b] = [left[at] ?? 0, right[at] ?? 0];
    dot += a * b;
    lefts += a * a;
    rights += b * b;
  }
  return lefts === 0 || rights === 0 ? 0 : dot / Math.sqrt(lefts * rights);
}
