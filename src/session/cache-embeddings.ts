/** An embedder that remembers: each text is embedded once, then read from disk. */

import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { badOption, checkKeys, checkText } from '../domain/check-options.ts';
import type { Embedder, EmbedFunction, EmbedOptions } from '../domain/models.ts';
import { createCheckedEmbedder } from '../models/checked-embedder.ts';
import { toEmbedder } from '../models/to-embedder.ts';
import { createVectorFolder } from './vector-folder.ts';

/** Where vectors are kept. */
export interface CacheOptions {
  /** Made when it is not there. It may be shared by embedders, processes and projects, and deleted at any time. */
  readonly folder: string;
  /** Tells the model of a function from others; an embedder has a name of its own. */
  readonly name?: string | undefined;
}

/** Texts asked for at a time: what one part cost is kept when a later one fails. */
const PART = 256;

/**
 * Make an embedder that keeps the vectors of another one on disk.
 *
 * @param embedder
 *   Asked only for texts whose vectors are not kept, each once a call.
 * @param options
 *   Where to; the name of a function.
 * @returns
 *   An embedder of the same name. A vector is found by the SHA-256 of that name and the text, so that another model
 *   never finds it. A file that is damaged or not one of ours is written anew; a folder that cannot be written keeps
 *   nothing, which is no failure. Failures of the embedder are as they were.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION` when `folder` is no path, or a function comes without `name`.
 * @example
 *   const embedder = cacheEmbeddings(fromAiSdk(ollama.embeddingModel('bge-m3')), { folder: '.cache/vectors' });
 */
export function cacheEmbeddings(embedder: Embedder | EmbedFunction, options: CacheOptions): Embedder {
  checkKeys(options, ['folder', 'name']);
  const { folder, name } = options;
  checkText('folder', folder, 'the path of a folder');
  if (typeof embedder === 'function' && name === undefined) {
    throw badOption('name', name, 'text that tells the model of a function from others');
  }
  const source = toEmbedder(embedder, name);
  // Now, because the working folder may be another one later.
  const kept = createVectorFolder(resolve(folder));
  const keyOf = (text: string) =>
    createHash('sha256')
      .update(JSON.stringify([source.name, text]))
      .digest('hex');
  const ask = async (texts: readonly string[], vectors: Map<string, Float32Array>, own: EmbedOptions) => {
    for (let at = 0; at < texts.length; at += PART) {
      const part = texts.slice(at, at + PART);
      const fresh = await source.embed(part, own);
      for (const [index, text] of part.entries()) {
        const vector = Float32Array.from(fresh[index] ?? []);
        kept.write(keyOf(text), vector);
        vectors.set(text, vector);
      }
    }
  };
  let dimensions: number | undefined;
  return createCheckedEmbedder(source.name, async (texts, own) => {
    const vectors = new Map<string, Float32Array>();
    const missing: string[] = [];
    for (const text of new Set(texts)) {
      const vector = kept.read(keyOf(text));
      // Of another length it is of a model that was replaced under its name, and would fail every later call.
      if (vector && vector.length === (dimensions ?? vector.length)) vectors.set(text, vector);
      else missing.push(text);
    }
    const found = [...vectors.keys()];
    await ask(missing, vectors, own);
    // Nor can what was kept of the old one be compared with what is new in this call.
    if (new Set([...vectors.values()].map(({ length }) => length)).size > 1) await ask(found, vectors, own);
    for (const { length } of vectors.values()) dimensions ??= length;
    return texts.map((text) => vectors.get(text));
  });
}
