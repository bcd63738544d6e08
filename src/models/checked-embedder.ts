/** Something that is asked for vectors → an embedder whose answers can be relied on. */

import type { Embedder, EmbedOptions } from '../domain/models.ts';
import { SignpostError } from '../domain/signpost-error.ts';
import { embedderFailed } from './embedder-failed.ts';
import { messageOf, oneLine } from './foreign-text.ts';

/** Far more than any model has; more is something else that has a length. */
export const MOST_DIMENSIONS = 65_536;

/** Gives what should be vectors. */
type Ask = (texts: readonly string[], options: EmbedOptions) => unknown;

const made = new WeakSet<Embedder>();

/** Whether an embedder checks its answers already: twice would double the work, not the safety. */
export function isChecked(embedder: Embedder): boolean {
  return made.has(embedder);
}

/**
 * Make an embedder that checks what it is given: one vector a text, all of one length, now and in later calls, of
 * finite numbers.
 *
 * @param name
 *   Its name.
 * @param ask
 *   Asked for each call that has texts; what it throws becomes the cause of a `SIGNPOST_EMBEDDER_FAILED`.
 */
export function createCheckedEmbedder(name: string, ask: Ask): Embedder {
  let dimensions: number | undefined;
  const checked: Embedder = {
    name,
    async embed(texts, options = {}) {
      options.signal?.throwIfAborted();
      if (texts.length === 0) return [];
      const given = await askFor(name, ask, texts, options);
      if (!Array.isArray(given)) throw embedderFailed(name, 'what it gave is no list of vectors');
      if (given.length !== texts.length) {
        throw embedderFailed(name, `${given.length} vectors for ${texts.length} texts`);
      }
      // Not `map`, which leaves out what a list has no value for.
      const vectors = Array.from(given, (vector: unknown, at) => toFloats(name, vector, at));
      for (const { length } of vectors) {
        dimensions ??= length;
        if (length === dimensions) continue;
        throw embedderFailed(name, `a vector of ${length} dimensions after one of ${dimensions}`);
      }
      return vectors;
    },
  };
  made.add(checked);
  return checked;
}

async function askFor(name: string, ask: Ask, texts: readonly string[], options: EmbedOptions): Promise<unknown> {
  try {
    return await ask(texts, options);
  } catch (cause) {
    options.signal?.throwIfAborted();
    if (cause instanceof SignpostError) throw cause;
    throw embedderFailed(name, oneLine(messageOf(cause)), { cause });
  }
}

/** A copy of a vector in float32, so that one from a cache and one from the model are the same. */
function toFloats(name: string, vector: unknown, at: number): Float32Array {
  if (!isVectorLike(vector)) {
    throw embedderFailed(name, `what it gave for text ${at} is no list of 1 to ${MOST_DIMENSIONS} numbers`);
  }
  const floats = new Float32Array(vector.length);
  for (let d = 0; d < floats.length; d++) {
    const value = vector[d];
    // Also what is finite only in float64.
    if (typeof value !== 'number' || !Number.isFinite(Math.fround(value))) {
      throw embedderFailed(name, `its vector for text ${at} has no finite float32 number at ${d}`);
    }
    floats[d] = value;
  }
  return floats;
}

function isVectorLike(vector: unknown): vector is ArrayLike<unknown> {
  if (typeof vector !== 'object' || vector === null || !('length' in vector)) return false;
  const { length } = vector;
  return typeof length === 'number' && Number.isInteger(length) && length >= 1 && length <= MOST_DIMENSIONS;
}
