/**
 * The word vectors as a module, for programs that are bundled: no bundler knows of a file that is read, and each carries what is
 * imported. Without a bundler the file beside the package is read instead, which is faster.
 */

/** In base64, which every bundler leaves as it is; put here by `scripts/build.mjs`. */
const ENCODED = '';

/**
 * The word vectors that ship with this version, for the option `vectors`; empty where the sources run unbuilt.
 *
 * @example
 *   import { vectors } from 'signpost/vectors';
 *   const signpost = await openSignpost({ roots: ['references'], vectors });
 */
export const vectors: Uint8Array = bytesOf(ENCODED);

function bytesOf(base64: string): Uint8Array {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
