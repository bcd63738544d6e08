/** The answer of an OpenAI-compatible server → its vectors, in the order of the texts. */

import { embedderFailed } from '../models/index.ts';

/** What was asked for. */
export interface Asked {
  /** What to call the embedder in errors. */
  readonly name: string;
  /** Number of texts. */
  readonly count: number;
  /** Length of the vectors, where one was asked for. */
  readonly dimensions: number | undefined;
}

/**
 * Take the vectors out of an answer.
 *
 * Pure. An answer is `{ data: [{ index, embedding }, …] }`, in any order.
 *
 * @param answer
 *   What the server sent, parsed.
 * @param asked
 *   What it was asked for.
 * @returns
 *   One vector a text, in the order of the texts. Their numbers are not looked at.
 * @throws {SignpostError}
 *   `SIGNPOST_EMBEDDER_FAILED` when a text has no vector or two, or one that is no list or of another length than
 *   asked for.
 */
export function parseEmbeddings(answer: unknown, { name, count, dimensions }: Asked): (readonly unknown[])[] {
  const data = isObject(answer) && 'data' in answer ? answer.data : undefined;
  if (!Array.isArray(data)) throw embedderFailed(name, 'an answer without a list `data`');
  if (data.length !== count) throw embedderFailed(name, `${data.length} vectors for ${count} texts`);
  const vectors = new Map<number, readonly unknown[]>();
  for (const entry of data as readonly unknown[]) {
    const index = isObject(entry) && 'index' in entry ? entry.index : undefined;
    const embedding = isObject(entry) && 'embedding' in entry ? entry.embedding : undefined;
    if (typeof index !== 'number' || !Number.isInteger(index) || index < 0 || index >= count) {
      throw embedderFailed(name, `an entry whose \`index\` is none of 0 to ${count - 1}`);
    }
    if (vectors.has(index)) throw embedderFailed(name, `two vectors for text ${index}`);
    if (!Array.isArray(embedding)) throw embedderFailed(name, `an \`embedding\` of text ${index} that is no list`);
    if (dimensions !== undefined && embedding.length !== dimensions) {
      throw embedderFailed(name, `a vector of ${embedding.length} dimensions, ${dimensions} were asked for`);
    }
    vectors.set(index, embedding);
  }
  return [...vectors].sort(([a], [b]) => a - b).map(([, vector]) => vector);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
