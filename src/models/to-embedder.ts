/** Anybody's embedder or function → an embedder that is checked. */

import { badOption, checkText } from '../domain/check-options.ts';
import type { Embedder, EmbedFunction } from '../domain/models.ts';
import { createCheckedEmbedder, isChecked } from './checked-embedder.ts';

const NAME = 'text that tells the model from others';

/**
 * Make an embedder that checks what another one gives.
 *
 * @param embedder
 *   An embedder, or a function that embeds.
 * @param name
 *   What to call a function (default: `function` and its name). It stands in messages, and a cache tells models apart
 *   by it. An embedder has a name of its own.
 * @returns
 *   An embedder that gives one float32 vector a text, all of the same length, in every call; of finite numbers, which
 *   may all be zero. Without texts it asks nobody. Its vectors are its own: what the other does to its arrays later
 *   does not matter. It rejects with `SIGNPOST_EMBEDDER_FAILED` when the other throws, with what was thrown as cause,
 *   or gives anything else; and with the reason of the signal when that is aborted.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION` when it is neither a function nor `{ name, embed }`, or the name is blank or one too many.
 * @example
 *   const embedder = toEmbedder((texts) => texts.map((text) => [text.length, text.split(' ').length]), 'lengths');
 *   await embedder.embed(['a b']); // [Float32Array [3, 2]]
 */
export function toEmbedder(embedder: Embedder | EmbedFunction, name?: string): Embedder {
  if (name !== undefined) checkText('name', name, NAME);
  if (typeof embedder === 'function') {
    const called = name ?? `function ${embedder.name}`.trimEnd();
    return createCheckedEmbedder(called, (texts, options) => embedder([...texts], options));
  }
  if (typeof embedder !== 'object' || embedder === null || typeof embedder.embed !== 'function') {
    throw badOption('embedder', embedder, 'a function or `{ name, embed }`');
  }
  checkText('name', embedder.name, NAME);
  if (name !== undefined) throw badOption('name', name, `none beside an embedder, whose name is "${embedder.name}"`);
  if (isChecked(embedder)) return embedder;
  return createCheckedEmbedder(embedder.name, (texts, options) => embedder.embed(texts, options));
}
