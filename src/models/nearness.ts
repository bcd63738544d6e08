/** An embedder over the references of a catalog: how near a request is to each of them. */

import type { Embedder, Vector } from '../contracts/models.ts';

/** A reference as an embedder reads it. */
export interface EmbeddedText {
  readonly id: string;
  readonly text: string;
}

/** How near a request is to each reference: cosines in [-1, 1] by id. */
export type Nearness = (query: string) => Promise<ReadonlyMap<string, number>>;

/**
 * Make the nearness of a catalog.
 *
 * @param embedder
 *   Whose vectors are compared. It is asked for the references once, by the first request; when that fails, by the next
 *   one again.
 * @param texts
 *   The references.
 * @returns
 *   Rejects as the embedder does. A vector of zeros is near to nothing.
 * @example
 *   const near = createNearness(embedder, [{ id: 'rye.md', text: 'Bake rye bread' }]);
 *   (await near('pumpernickel')).get('rye.md'); // 0.83
 */
export function createNearness(embedder: Embedder, texts: readonly EmbeddedText[]): Nearness {
  let embedded: Promise<readonly Vector[]> | undefined;
  const vectorsOf = () => {
    embedded ??= embedder.embed(texts.map(({ text }) => text)).catch((thrown: unknown) => {
      embedded = undefined;
      throw thrown;
    });
    return embedded;
  };
  return async (query) => {
    const vectors = await vectorsOf();
    const [request = []] = await embedder.embed([query]);
    return new Map(texts.map(({ id }, at) => [id, cosine(request, vectors[at] ?? [])]));
  };
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
